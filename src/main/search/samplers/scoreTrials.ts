/** @file What finished trials are worth compared with each other, also where many of them saw only a part of their epochs. */
import { isPending, isScored } from '../history'
import { crowdingDistances } from '../pareto/crowdingDistance'
import { paretoRanks } from '../pareto/paretoRanks'
import type { PastTrial } from '../types'

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

/** @returns whether a trial has ended, however, or rests at a rung with what it has reached. */
export function hasOutcome(trial: PastTrial): boolean {
  return !isPending(trial) || (trial.state === 'paused' && lastStep(trial) > 0)
}

/** Trials with results of their own, whole or in part. */
export function countResults(history: readonly PastTrial[]): number {
  return history.filter((trial) => isWhole(trial) || lastStep(trial) > 0).length
}

/** @returns whether of most trials only the first epochs are known, which may mislead about the last. */
export function areMostlyBeginnings(history: readonly PastTrial[]): boolean {
  return history.filter(isWhole).length < countResults(history) / 2
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

/**
 * @returns the best first: by value, or with several objectives by how many fronts lie before them, then by how lonely they are in their
 * own (Deb et al. 2002); of equals the older one.
 */
export function bestFirst(ranked: readonly Ranked[]): Ranked[] {
  const objectives = ranked[0]?.values.length ?? 1
  if (objectives === 1) return ranked.toSorted((a, b) => (a.values[0] ?? 0) - (b.values[0] ?? 0))
  const ranks = paretoRanks(ranked.map(({ values }) => values))
  const fronts: Ranked[][] = []
  for (const [index, entry] of ranked.entries()) (fronts[ranks[index] ?? 0] ??= []).push(entry)
  return fronts.flatMap(lonelyFirst)
}

function lonelyFirst(front: readonly Ranked[]): Ranked[] {
  const distances = crowdingDistances(front.map(({ values }) => values))
  return Array.from(front.keys())
    .sort((a, b) => compareNumbers(distances[b] ?? 0, distances[a] ?? 0))
    .flatMap((index) => front[index] ?? [])
}

/** Also of infinities, which have no difference. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
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
