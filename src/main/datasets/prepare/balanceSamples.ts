/** @file Gives classes the same weight in training: by weights, or by samples that are taken twice, left out, or made. */
import type { StepOf } from '../../../shared/domain/recipe'
import { drawFewer, drawMore } from '../statistics/balance/resample'
import { planSmote, type Synthetic } from '../statistics/balance/smote'
import { countCodes, type Categories } from '../statistics/column/categories'
import { takeCodes } from '../statistics/column/sampleRows'

export interface Balanced {
  /** Places of the samples that stay or come again. */
  readonly places: Int32Array
  /** What the loss of each place, and after them of each made sample, is multiplied with; null: nothing. */
  readonly weights: Float32Array | null
  /** Samples that are made, by places of the samples that there were. */
  readonly made: Synthetic | null
}

export interface BalanceRequest {
  readonly steps: readonly StepOf<'balance'>[]
  /** Of each training sample. */
  readonly classes: Categories
  /** @returns the figures of the training samples, a column a feature. */
  readonly figures: () => readonly Float64Array[]
  readonly seed: number
}

/** Steps in their order; weights, which need to know how many samples there are, last. */
export function balanceSamples({ steps, classes, figures, seed }: BalanceRequest): Balanced {
  let places: Int32Array = Int32Array.from(classes.codes.keys())
  let made: Synthetic | null = null
  const current = (): Categories => ({ codes: takeCodes(classes.codes, places), size: classes.size })
  for (const { method, ratio, neighbours } of steps) {
    const options = { seed, ratio }
    if (method === 'undersample') places = pickPlaces(places, drawFewer(current(), options))
    if (method === 'oversample')
      places = Int32Array.from([...places, ...pickPlaces(places, drawMore(current(), options))])
    if (method === 'smote' && !made)
      made = smote({ places, figures, classes: current() }, { ...options, neighbours })
  }
  const isWeighted = steps.some(({ method }) => method === 'classWeights')
  const codes = Int32Array.from([
    ...takeCodes(classes.codes, places),
    ...(made ? takeCodes(classes.codes, made.from) : []),
  ])
  return { places, made, weights: isWeighted ? weigh({ codes, size: classes.size }) : null }
}

function pickPlaces(places: Int32Array, chosen: Int32Array): Int32Array {
  return chosen.map((at) => places[at] ?? 0)
}

interface SmoteRequest {
  readonly places: Int32Array
  readonly figures: () => readonly Float64Array[]
  readonly classes: Categories
}

function smote(
  { places, figures, classes }: SmoteRequest,
  options: Parameters<typeof planSmote>[2],
): Synthetic {
  const columns = figures().map((values) => Float64Array.from(places, (place) => values[place] ?? NaN))
  const { from, to, shares } = planSmote(columns, classes, options)
  return { from: pickPlaces(places, from), to: pickPlaces(places, to), shares }
}

/** n / (k · n of the class), so that all classes weigh the same and the mean weight is 1 (King and Zeng 2001). */
function weigh(classes: Categories): Float32Array {
  const counts = countCodes(classes)
  const occurring = counts.filter((count) => count > 0).length
  const weights = Float64Array.from(counts, (count) =>
    count === 0 ? 0 : classes.codes.length / (occurring * count),
  )
  return Float32Array.from(classes.codes, (code) => weights[code] ?? 1)
}
