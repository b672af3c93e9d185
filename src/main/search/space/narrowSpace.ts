/** @file What results say of ranges: where the best trials lie close together, or press against an end. */
import type { Domain, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { createAxis } from '../encoding/unitCube'
import { completeTrials, type ScoredTrial } from '../history'
import type { PastTrial } from '../types'
import { countBetter } from './countBetter'
import { cutRange } from './cutRange'

export interface Evidence {
  /** Complete trials that have the parameter, and how many of them count as the best. */
  readonly trials: number
  readonly best: number
  /** Shares of the best and of all trials that lie within the proposed domain. */
  readonly bestInside: number
  readonly allInside: number
  /** Shares of the very best (the best tenth) that lie in the lowest and in the highest tenth of the range. */
  readonly atLow: number
  readonly atHigh: number
}

export interface DomainProposal {
  readonly parameter: string
  readonly change: 'narrower' | 'wider'
  readonly domain: Domain
  readonly evidence: Evidence
}

/** Fewer results say nothing. */
const FEWEST_TRIALS = 24
const BEST_SHARE = 0.25
const VERY_BEST_SHARE = 0.1
const FEWEST_BEST = 5
/** Nothing is proposed that chance would bring about more often. */
const MOST_CHANCE = 0.01
/** Room that is left beside the best, as a share of the range, and the widest range that is worth proposing. */
const MARGIN = 0.1
const WIDEST = 0.7
const EDGE = 0.1
/** Share of the very best that has to lie at an end for the range to be widened. */
const PRESSING = 0.4
/** By how much of its present width a range grows. */
const GROWTH = 0.5

/**
 * Proposes domains for the parameters whose results speak clearly, and keeps quiet about the others. With several objectives the
 * best are those that the fewest others beat in everything.
 * @param limits the ends that a setting allows; null: any
 */
export function proposeSpace(
  space: SearchSpace,
  history: readonly PastTrial[],
  limits: (parameter: string) => { readonly low: number; readonly high: number } | null = () => null,
): DomainProposal[] {
  const trials = completeTrials(history)
  return space.parameters.flatMap((parameter) => {
    const own = trials.filter(({ assignment }) => assignment[parameter.name] !== undefined)
    if (own.length < FEWEST_TRIALS || parameter.follows !== undefined) return []
    const best = bestOf(own, BEST_SHARE)
    const isChoice = parameter.domain.kind === 'choice'
    return (
      (isChoice ? proposeChoices(parameter, own, best) : proposeRange(parameter, { own, best, limits })) ?? []
    )
  })
}

function bestOf(trials: readonly ScoredTrial[], share: number): ScoredTrial[] {
  const ranks = countBetter(trials.map(({ values }) => values))
  const order = trials.map((trial, index) => ({ trial, rank: ranks[index] ?? 0 }))
  order.sort((left, right) => left.rank - right.rank)
  return order.slice(0, Math.max(FEWEST_BEST, Math.ceil(trials.length * share))).map(({ trial }) => trial)
}

/** A choice is left out that was tried so often that it could hardly have stayed without a place among the best by chance. */
function proposeChoices(
  { name, domain }: Parameter,
  own: readonly ScoredTrial[],
  best: readonly ScoredTrial[],
): DomainProposal | null {
  if (domain.kind !== 'choice') return null
  const count = (of: readonly ScoredTrial[], value: unknown) =>
    of.filter(({ assignment }) => assignment[name] === value).length
  const kept = domain.values.filter(
    (value) => count(best, value) > 0 || (1 - BEST_SHARE) ** count(own, value) > MOST_CHANCE,
  )
  if (kept.length === domain.values.length || kept.length === 0) return null
  const isInside = (trial: ScoredTrial) => kept.some((value) => value === trial.assignment[name])
  const evidence = weigh(own, best, isInside)
  return { parameter: name, change: 'narrower', domain: { ...domain, values: kept }, evidence }
}

interface Results {
  readonly own: readonly ScoredTrial[]
  readonly best: readonly ScoredTrial[]
  readonly limits: (parameter: string) => { readonly low: number; readonly high: number } | null
}

function proposeRange(parameter: Parameter, { own, best, limits }: Results): DomainProposal | null {
  const { name, domain } = parameter
  if (domain.kind === 'choice' || domain.low >= domain.high) return null
  const axis = createAxis(parameter)
  const placeOf = ({ assignment }: ScoredTrial) => axis.placeOf(assignment[name] ?? domain.low)
  const share = (of: readonly ScoredTrial[], isThere: (place: number) => boolean) =>
    of.filter((trial) => isThere(placeOf(trial))).length / of.length
  const isLow = (place: number) => place <= EDGE
  const isHigh = (place: number) => place >= 1 - EDGE
  const veryBest = bestOf(own, VERY_BEST_SHARE)
  const ends = { atLow: share(veryBest, isLow), atHigh: share(veryBest, isHigh) }
  const presses = (isThere: (place: number) => boolean) =>
    share(veryBest, isThere) >= PRESSING &&
    isUnlikely(veryBest, share(veryBest, isThere), share(own, isThere))
  const [below, above] = [presses(isLow) ? GROWTH : 0, presses(isHigh) ? GROWTH : 0]
  const isWider = below + above > 0
  const places = best.map(placeOf).sort((left, right) => left - right)
  const [from, to] = isWider
    ? [-below, 1 + above]
    : [Math.max(0, (places[0] ?? 0) - MARGIN), Math.min(1, (places.at(-1) ?? 1) + MARGIN)]
  const proposed = cutRange(domain, { from, to, limits: limits(name) })
  if (proposed === null) return null
  const isInside = (trial: ScoredTrial) => {
    const value = Number(trial.assignment[name])
    return value >= proposed.low && value <= proposed.high
  }
  const evidence = { ...weigh(own, best, isInside), ...ends }
  if (isWider) return { parameter: name, change: 'wider', domain: proposed, evidence }
  const isClear = to - from <= WIDEST && isUnlikely(best, evidence.bestInside, evidence.allInside)
  return isClear ? { parameter: name, change: 'narrower', domain: proposed, evidence } : null
}

/** Whether so many of the best would hardly lie there if they were like all trials: the upper tail of a binomial distribution. */
function isUnlikely(best: readonly ScoredTrial[], shareOfBest: number, shareOfAll: number): boolean {
  const count = best.length
  let [chance, ways] = [0, 1]
  for (let hits = 0; hits <= count; hits++) {
    if (hits > 0) ways *= (count - hits + 1) / hits
    const isReached = hits >= shareOfBest * count - 1e-9
    if (isReached) chance += ways * shareOfAll ** hits * (1 - shareOfAll) ** (count - hits)
  }
  return chance <= MOST_CHANCE
}

function weigh(
  own: readonly ScoredTrial[],
  best: readonly ScoredTrial[],
  isInside: (trial: ScoredTrial) => boolean,
): Evidence {
  return {
    ...{ trials: own.length, best: best.length, atLow: 0, atHigh: 0 },
    bestInside: best.filter(isInside).length / best.length,
    allInside: own.filter(isInside).length / own.length,
  }
}
