/** @file Rungs of successive halving: who came to one, in what order, and who of them goes on. */
import { crowdingDistances } from '../../pareto/crowdingDistance'
import { paretoRanks } from '../../pareto/paretoRanks'
import type { PastTrial } from '../../types'
import { standingAt, stepOf } from '../curves'

/** Epochs of the first rung, and how much longer each further one is. */
export interface Rungs {
  readonly minSteps: number
  readonly factor: number
}

/** The rungs a trial stands still at: the last one, its whole training, is none. @param first the rung it begins at, from 0 */
export function rungsOf({ plannedSteps }: PastTrial, { minSteps, factor }: Rungs, first = 0): number[] {
  const rungs: number[] = []
  for (let step = minSteps * factor ** first; step < plannedSteps; step *= factor) rungs.push(step)
  return rungs
}

/** Whether a trial came to this rung and stands still there. */
export function waitsAt(trial: PastTrial, step: number): boolean {
  return trial.state === 'paused' && stepOf(trial) === step
}

/** A trial at a rung, by what it had reached there. */
interface Contender {
  readonly trial: PastTrial
  readonly standing: readonly number[] | null
}

/**
 * All trials that came to a rung, the best first, whatever became of them; also those that were done before it. Failed ones have no say. Of
 * equal ones the older is better; those that are not scored are the last.
 * @param trials of one bracket
 */
export function ranking(trials: readonly PastTrial[], step: number): Contender[] {
  const contenders = trials
    .filter((trial) => trial.state !== 'failed' && (stepOf(trial) >= step || trial.state === 'complete'))
    .map((trial) => ({ trial, standing: standingAt(trial.curve, step) }))
  const scored = contenders.filter(({ standing }) => standing !== null)
  const unscored = contenders.filter(({ standing }) => standing === null)
  const order = orderOf(scored.map(({ standing }) => standing ?? []))
  return [...order.map((index) => scored[index]).filter((one) => one !== undefined), ...unscored]
}

/** By value; with several objectives front by front, and within one the lonelier first (as NSGA-II chooses). */
function orderOf(standings: readonly (readonly number[])[]): number[] {
  const places = Array.from(standings.keys())
  if ((standings[0]?.length ?? 1) === 1) {
    return places.sort((a, b) => (standings[a]?.[0] ?? 0) - (standings[b]?.[0] ?? 0) || a - b)
  }
  const ranks = paretoRanks(standings)
  const loneliness = lonelinessByFront(standings, ranks)
  return places.sort(
    (a, b) =>
      (ranks[a] ?? 0) - (ranks[b] ?? 0) || compareDown(loneliness[a] ?? 0, loneliness[b] ?? 0) || a - b,
  )
}

function lonelinessByFront(standings: readonly (readonly number[])[], ranks: readonly number[]): number[] {
  const loneliness = new Array<number>(standings.length).fill(0)
  const fronts = new Map<number, number[]>()
  for (const [index, rank] of ranks.entries()) fronts.set(rank, [...(fronts.get(rank) ?? []), index])
  for (const members of fronts.values()) {
    const distances = crowdingDistances(members.map((index) => standings[index] ?? []))
    for (const [place, index] of members.entries()) loneliness[index] = distances[place] ?? 0
  }
  return loneliness
}

/** The difference of two infinite ones is no number. */
function compareDown(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1
}

/** @returns the place of a trial at its rung, from 1; equal ones share the first of theirs. */
export function placeIn(ranked: readonly Contender[], trial: PastTrial): number {
  const own = ranked.findIndex((one) => one.trial.number === trial.number)
  const standing = ranked[own]?.standing ?? null
  if (standing === null) return own + 1
  return (
    1 + ranked.findIndex((one) => one.standing?.every((value, index) => value === standing[index]) === true)
  )
}

/**
 * Those who go on by ASHA (Li et al. 2020, Algorithm 2): who waits among the best ⌊n / factor⌋ of a rung with n trials. Once no more will come, the best
 * of a rung always goes on, so that no study ends without a trial that was trained whole, nor loses one that came late.
 * @returns the best first
 */
export function promotableAt(
  ranked: readonly Contender[],
  step: number,
  { factor, isEnding }: { readonly factor: number; readonly isEnding: boolean },
): PastTrial[] {
  const count = Math.max(isEnding ? 1 : 0, Math.floor(ranked.length / factor))
  return ranked
    .slice(0, count)
    .filter(({ trial, standing }) => (standing !== null || isEnding) && waitsAt(trial, step))
    .map(({ trial }) => trial)
}
