/** @file Divides trials into the few that went well and all the others. */
import { referencePoint, selectByHypervolume } from '../../pareto/hypervolumeSubset'
import { paretoRanks } from '../../pareto/paretoRanks'
import type { PastTrial } from '../../types'
import { countResults, type Ranked, scoreTrials } from '../scoreTrials'

/** Both in order of number. */
export interface Split {
  readonly good: readonly PastTrial[]
  /** The others, those that failed (to be stayed away from) and those that are pending (constant liar: as if they went badly). */
  readonly others: readonly PastTrial[]
}

/** Good ones with a single objective, at most. */
const MOST_GOOD = 25

/**
 * A tenth of all trials with results is good, as in Optuna; but no more than a third of those that can be compared, which are few where most were given up
 * early.
 *
 * @param enough trials that must have seen as many epochs before others are compared by them
 */
export function splitTrials(history: readonly PastTrial[], enough: number): Split {
  const { ranked, behind } = scoreTrials(history, enough)
  const tenth = Math.ceil(0.1 * countResults(history))
  const objectives = ranked[0]?.values.length ?? 1
  const wanted = objectives === 1 ? Math.min(tenth, MOST_GOOD) : tenth
  const count = Math.min(wanted, Math.ceil(ranked.length / 3))
  const good = new Set((objectives === 1 ? firstByValue : firstByRank)(ranked, count))
  const worse = ranked.filter((entry) => !good.has(entry)).map(({ trial }) => trial)
  return {
    good: ranked.filter((entry) => good.has(entry)).map(({ trial }) => trial),
    others: [...behind, ...worse].sort((a, b) => a.number - b.number),
  }
}

function firstByValue(ranked: readonly Ranked[], count: number): Ranked[] {
  return ranked.toSorted((a, b) => (a.values[0] ?? 0) - (b.values[0] ?? 0)).slice(0, count)
}

/** Front by front; of the one that is too large, the subset that dominates the most. */
function firstByRank(ranked: readonly Ranked[], count: number): Ranked[] {
  const ranks = paretoRanks(ranked.map(({ values }) => values))
  const chosen: Ranked[] = []
  for (let rank = 0; chosen.length < count; rank++) {
    const front = ranked.filter((_, index) => ranks[index] === rank)
    if (front.length === 0) break
    const room = count - chosen.length
    chosen.push(...(front.length <= room ? front : mostVolume(front, room)))
  }
  return chosen
}

function mostVolume(front: readonly Ranked[], count: number): Ranked[] {
  const points = front.map(({ values }) => values)
  return selectByHypervolume(points, count, referencePoint(points)).flatMap((index) => front[index] ?? [])
}
