/** @file Parts of a history of trials. */
import type { PastTrial } from './types'

/** A trial with all its objectives. */
export type ScoredTrial = PastTrial & { readonly values: readonly number[] }

const PENDING: readonly PastTrial['state'][] = ['queued', 'running', 'paused', 'interrupted']

export function isPending({ state }: PastTrial): boolean {
  return PENDING.includes(state)
}

/** @returns trials that were trained to their end and have all objectives. */
export function completeTrials(history: readonly PastTrial[]): ScoredTrial[] {
  return history.filter((trial): trial is ScoredTrial => trial.state === 'complete' && isScored(trial))
}

export function pendingTrials(history: readonly PastTrial[]): PastTrial[] {
  return history.filter(isPending)
}

/** @returns trials that failed, diverged or did not fit into memory: points to stay away from, without a value. */
export function failedTrials(history: readonly PastTrial[]): PastTrial[] {
  return history.filter(({ state }) => state === 'failed')
}

/** @returns whether every objective is a number. */
export function isScored(trial: PastTrial): trial is ScoredTrial {
  return trial.values !== null && trial.values.length > 0 && trial.values.every(Number.isFinite)
}
