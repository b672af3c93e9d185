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

/** All trials that came to a rung, in order of number, whatever became of them; also those that were done before it. Failed ones have no say. */
export interface Rung {
  readonly step: number
  readonly trials: readonly PastTrial[]
  /** What each had reached there: the lower the better, ∞ where nothing is known. */
  readonly scores: Float64Array
}

/** @param all of one bracket */
export function rungAt(all: readonly PastTrial[], step: number): Rung {
  const trials = all.filter(
    (trial) => trial.state !== 'failed' && (stepOf(trial) >= step || trial.state === 'complete'),
  )
  const standings = trials.map(({ curve }) => standingAt(curve, step))
  const isSingle = standings.every((standing) => standing === null || standing.length === 1)
  const scores = isSingle
    ? Float64Array.from(standings, (standing) => standing?.[0] ?? Infinity)
    : placesOf(standings)
  return { step, trials, scores }
}

/** With several objectives, front by front, and within one the lonelier first (as NSGA-II chooses). @returns the place of each */
function placesOf(standings: readonly (readonly number[] | null)[]): Float64Array {
  const known = [...standings.keys()].filter((index) => standings[index] !== null)
  const values = known.map((index) => standings[index] ?? [])
  const ranks = paretoRanks(values)
  const loneliness = lonelinessByFront(values, ranks)
  const order = Array.from(values.keys()).sort(
    (a, b) =>
      (ranks[a] ?? 0) - (ranks[b] ?? 0) || compareDown(loneliness[a] ?? 0, loneliness[b] ?? 0) || a - b,
  )
  const places = new Float64Array(standings.length).fill(Infinity)
  for (const [place, index] of order.entries()) places[known[index] ?? 0] = place
  return places
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

/** @returns positions in a rung, the best first, of equal ones the older. */
export function orderOf({ scores }: Rung): number[] {
  return Array.from(scores.keys()).sort((a, b) => compareDown(scores[b] ?? 0, scores[a] ?? 0) || a - b)
}

/** @returns the place of a trial at its rung, from 1; equal ones share the first of theirs. */
export function placeIn({ trials, scores }: Rung, { number }: PastTrial): number {
  const own = scores[trials.findIndex((trial) => trial.number === number)] ?? Infinity
  return 1 + scores.reduce((count, score) => count + (score < own ? 1 : 0), 0)
}

/**
 * Who goes on by ASHA (Li et al. 2020, Algorithm 2): the best that waits among the ⌊n / factor⌋ best of a rung with n trials. Once no more will come,
 * the best of a rung always goes on, so that no study ends without a trial that was trained whole, nor loses one that came late.
 */
export function promotableAt(
  { step, trials, scores }: Rung,
  { factor, isEnding }: { readonly factor: number; readonly isEnding: boolean },
): PastTrial | null {
  const count = Math.max(isEnding ? 1 : 0, Math.floor(trials.length / factor))
  if (count === 0) return null
  const going = bestPositions(scores, count).filter((index) => {
    const trial = trials[index]
    return trial !== undefined && waitsAt(trial, step) && (isEnding || scores[index] !== Infinity)
  })
  const [first, ...rest] = going
  if (first === undefined) return null
  const best = rest.reduce((one, other) => ((scores[other] ?? 0) < (scores[one] ?? 0) ? other : one), first)
  return trials[best] ?? null
}

/** @returns positions of the `count` lowest scores, ascending; of equal ones the first. Sorts numbers only: rungs have thousands of trials. */
function bestPositions(scores: Float64Array, count: number): number[] {
  const last = scores.toSorted()[count - 1] ?? Infinity
  let ties = count - scores.reduce((better, score) => better + (score < last ? 1 : 0), 0)
  return [...scores.keys()].filter((index) => {
    const score = scores[index] ?? Infinity
    return score < last || (score === last && ties-- > 0)
  })
}
