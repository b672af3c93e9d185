import { isRanked } from '@shared/domain/rankTrials'
import type { Direction } from '@shared/domain/metric'
import type { TrialRow } from '@shared/domain/trial'

export interface BestSoFar {
  /** Trials that were over, or seconds of training that were spent. */
  readonly at: number[]
  readonly values: number[]
}

type Told = Pick<TrialRow, 'number' | 'state' | 'value' | 'durationMs'>

/**
 * The best value after so much work, in order of number: how soon a study found what it found.
 * @param cost by trials, or by the seconds of training of all trials together, however many ran at a time
 */
export function bestSoFar(
  rows: readonly Told[],
  direction: Direction,
  cost: 'trials' | 'seconds',
): BestSoFar {
  const curve: BestSoFar = { at: [], values: [] }
  let best: number | null = null
  let seconds = 0
  for (const [index, row] of rows.toSorted((left, right) => left.number - right.number).entries()) {
    seconds += (row.durationMs ?? 0) / 1000
    if (isRanked(row)) best = best === null ? row.value : better(row.value, best, direction)
    if (best === null) continue
    curve.at.push(cost === 'trials' ? index + 1 : seconds)
    curve.values.push(best)
  }
  return curve
}

function better(left: number, right: number, direction: Direction): number {
  return direction === 'maximize' ? Math.max(left, right) : Math.min(left, right)
}
