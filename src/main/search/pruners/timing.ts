/** @file When trials are judged that run on meanwhile. */
import { completeTrials } from '../history'
import type { PastTrial } from '../types'
import { stepOf } from './curves'

export interface Timing {
  readonly startupTrials: number
  readonly warmupSteps: number
  readonly interval: number
}

/**
 * Whether the latest epoch is the first one that is known in its interval, intervals being counted from the end of the warm-up: a value
 * that comes late is judged when it is there (as Optuna's `_is_first_in_interval_step`).
 */
export function isDue(trial: PastTrial, { warmupSteps, interval }: Omit<Timing, 'startupTrials'>): boolean {
  const step = stepOf(trial)
  if (step === 0 || step < warmupSteps) return false
  const begin = Math.floor((step - warmupSteps) / interval) * interval + warmupSteps
  return (trial.curve.at(-2)?.step ?? -1) < begin
}

/** @returns the other trials of this study that were trained to their end, at least one; null while they are too few to judge by. */
export function yardsticks(
  trial: PastTrial,
  trials: readonly PastTrial[],
  startupTrials: number,
): PastTrial[] | null {
  const complete = completeTrials(trials).filter(({ number }) => number > 0 && number !== trial.number)
  return complete.length === 0 || complete.length < startupTrials ? null : complete
}
