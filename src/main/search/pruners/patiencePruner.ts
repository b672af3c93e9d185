/** @file Gives up trials that do not get better any more. */
import type { PrunerSpecOf } from '../../../shared/domain/search/prunerSpec'
import type { CreatePruner, CurvePoint } from '../types'
import { countUntil, stepOf } from './curves'
import { CONTINUE, createWatcher, inOwnUnits, prune } from './verdicts'

/**
 * A trial ends where no value of the last `patience` steps was lower by more than `minDelta` than the best before them. With several objectives
 * a gain in any of them counts.
 */
export const createPatiencePruner: CreatePruner<PrunerSpecOf<'patience'>> = (task, { patience, minDelta }) =>
  createWatcher((trial) => {
    const { curve } = trial
    const step = stepOf(trial)
    const count = countUntil(curve, step - patience)
    const [before, latest] = [curve.slice(0, count), curve.slice(count)]
    const bests = bestOf(before)
    const isJudged = bests.some(Number.isFinite) && bestOf(latest).some((value) => !Number.isNaN(value))
    if (!isJudged || latest.some(({ values }) => isGain(values, bests, minDelta))) return CONTINUE
    return prune('prune/patience', { step, steps: patience, value: inOwnUnits(task, bests[0] ?? 0) })
  })

/** The lowest of every objective; NaN where none is known. */
function bestOf(curve: readonly CurvePoint[]): number[] {
  const objectives = curve[0]?.values.length ?? 0
  return Array.from({ length: objectives }, (_, index) => {
    const known = curve
      .map(({ values }) => values[index] ?? Number.NaN)
      .filter((value) => !Number.isNaN(value))
    return known.length === 0 ? Number.NaN : known.reduce((best, value) => Math.min(best, value))
  })
}

/** An objective that was not known before counts from its first value. */
function isGain(values: readonly number[], bests: readonly number[], minDelta: number): boolean {
  return values.some((value, index) => {
    const best = bests[index] ?? Number.NaN
    return Number.isNaN(best) ? !Number.isNaN(value) : value < best - minDelta
  })
}
