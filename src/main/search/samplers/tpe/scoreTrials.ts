/** @file What finished trials are worth compared with each other, also where many of them saw only a part of their epochs. */
import { isPending, isScored } from '../../history'
import type { PastTrial } from '../../types'

/** Trials by what they can teach; each list in order of number. */
export interface ScoredTrials {
  /** Those that can be compared with each other, and their objectives. */
  readonly ranked: readonly Ranked[]
  /** Those that are behind them: given up earlier, failed, or still without a result. */
  readonly behind: readonly PastTrial[]
}

export interface Ranked {
  readonly trial: PastTrial
  readonly values: readonly number[]
}

/** Trials with results of their own, whole or in part. */
export function countResults(history: readonly PastTrial[]): number {
  return history.filter((trial) => isWhole(trial) || lastStep(trial) > 0).length
}

/**
 * Compares complete trials where there are `enough` of them. Else, as in BOHB (Falkner, Klein and Hutter 2018), trials are compared after the largest
 * number of epochs that `enough` of them have seen; where no number has enough, after the smallest that any was judged at.
 */
export function scoreTrials(history: readonly PastTrial[], enough: number): ScoredTrials {
  const step = comparableStep(history, enough)
  const ranked: Ranked[] = []
  const behind: PastTrial[] = []
  for (const trial of history) {
    const values = valuesAt(trial, step)
    if (values === null) behind.push(trial)
    else ranked.push({ trial, values })
  }
  return { ranked, behind }
}

/** @returns the epochs after which trials are compared; ∞: at their end. */
function comparableStep(history: readonly PastTrial[], enough: number): number {
  const complete = history.filter(isWhole).length
  if (complete >= enough) return Infinity
  const partial = history.filter((trial) => !isWhole(trial)).map(lastStep)
  const steps = partial.filter((step) => step > 0).sort((a, b) => b - a)
  const index = enough - complete - 1
  return steps[Math.min(index, steps.length - 1)] ?? Infinity
}

/** @returns the objectives after `step` epochs, or at the end of a trial that was complete by then; null where it did not get there. */
function valuesAt(trial: PastTrial, step: number): readonly number[] | null {
  if (isWhole(trial) && (trial.curve.at(-1)?.step ?? 0) <= step) return trial.values
  if (!isWhole(trial) && lastStep(trial) < step) return null
  const point = trial.curve.findLast((known) => known.step <= step)
  if (point !== undefined) return point.values.every(Number.isFinite) ? point.values : null
  return isWhole(trial) ? trial.values : null
}

function isWhole(trial: PastTrial): trial is PastTrial & { readonly values: readonly number[] } {
  return trial.state === 'complete' && isScored(trial)
}

/** Of a trial that was given up or waits: how far its objectives are known. 0: not at all. */
function lastStep(trial: PastTrial): number {
  if (trial.state !== 'pruned' && !isPending(trial)) return 0
  const last = trial.curve.at(-1)
  return last !== undefined && last.values.every(Number.isFinite) ? last.step : 0
}
