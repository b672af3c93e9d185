/** @file Gives up trials whose objective left what is plausible. */
import type { PrunerSpecOf } from '../../../shared/domain/search/prunerSpec'
import type { CreatePruner } from '../types'
import { stepOf } from './curves'
import { isDue } from './timing'
import { CONTINUE, createWatcher, inOwnUnits, prune } from './verdicts'

/** Judged by the latest value of the first objective, in its own units, from the end of the warm-up on (Optuna's ThresholdPruner). */
export const createThresholdPruner: CreatePruner<PrunerSpecOf<'threshold'>> = (
  task,
  { lower, upper, warmupSteps },
) =>
  createWatcher((trial) => {
    if (!isDue(trial, { warmupSteps, interval: 1 })) return CONTINUE
    const step = stepOf(trial)
    const value = inOwnUnits(task, trial.curve.at(-1)?.values[0] ?? Number.NaN)
    if (lower !== null && value < lower) return prune('prune/below', { step, value, bound: lower })
    if (upper !== null && value > upper) return prune('prune/above', { step, value, bound: upper })
    return CONTINUE
  })
