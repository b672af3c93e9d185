/** @file Candidates of one block, and how much likelier each is among good trials than among the others. */
import type { Random } from '../../../../shared/util/random'
import { type Block, observe } from './blocks'
import { createParzenEstimator, type ParzenEstimator, type Places } from './parzenEstimator'
import type { Split } from './splitTrials'
import { fadingWeights } from './weights'

export interface Candidates {
  readonly places: Places
  /** ln l(x) − ln g(x), which rises with the expected improvement (Bergstra et al. 2011, eq. 6). */
  readonly gains: Float64Array
  /** Row with the most gain; of equals the first. */
  readonly best: number
}

/** Densities of a block among good trials and among the others. */
export interface BlockModel {
  draw(count: number, random: Random): Candidates
}

/** @param isEven whether all good trials count alike, as with several objectives, where none is old news. */
export function modelBlock(block: Block, { good, others }: Split, isEven: boolean): BlockModel {
  const axes = block.map(({ axis }) => axis)
  const likely = estimate(observe(block, good), isEven)
  const unlikely = estimate(observe(block, others), false)
  return {
    draw: (count, random) => {
      const places = likely.draw(count, random)
      const among = unlikely.logDensities(places)
      const gains = likely.logDensities(places).map((log, row) => log - (among[row] ?? 0))
      return { places, gains, best: rowOfMost(gains) }
    },
  }

  function estimate(observations: Places, even: boolean): ParzenEstimator {
    const count = observations[0]?.length ?? 0
    return createParzenEstimator(
      axes,
      observations,
      even ? new Float64Array(count).fill(1) : fadingWeights(count),
    )
  }
}

function rowOfMost(gains: Float64Array): number {
  let best = 0
  for (let row = 1; row < gains.length; row++) if ((gains[row] ?? 0) > (gains[best] ?? 0)) best = row
  return best
}
