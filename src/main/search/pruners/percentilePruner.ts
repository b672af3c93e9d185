/** @file Gives up trials that lag behind what the others had at the same epoch. */
import type { PruneCode } from '../../../shared/domain/search/pruneReason'
import type { PrunerSpecOf } from '../../../shared/domain/search/prunerSpec'
import type { Reason } from '../../../shared/domain/study'
import { paretoRanks } from '../pareto/paretoRanks'
import type { CreatePruner, CurvePoint, PastTrial, PruningTask, Verdict } from '../types'
import { bestUntil, standingAt, stepOf, valueAt } from './curves'
import { isDue, type Timing, yardsticks } from './timing'
import { CONTINUE, createWatcher, inOwnUnits, prune } from './verdicts'

interface Rule {
  readonly code: PruneCode
  readonly percentile: number
  readonly timing: Timing
  readonly details: Reason['details']
}

/** As Optuna's MedianPruner. */
export const createMedianPruner: CreatePruner<PrunerSpecOf<'median'>> = (task, timing) =>
  createComparison(task, { code: 'prune/median', percentile: 50, timing, details: {} })

/** As Optuna's PercentilePruner. */
export const createPercentilePruner: CreatePruner<PrunerSpecOf<'percentile'>> = (task, spec) =>
  createComparison(task, {
    ...{ code: 'prune/percentile', percentile: spec.percentile, timing: spec },
    details: { percent: spec.percentile },
  })

/**
 * A trial ends where its best value so far is worse than the percentile of what the complete ones had at this very step. One that has no
 * value yet goes on. With several objectives a trial is placed by its front among the others at this step: those of the first
 * front always go on.
 */
function createComparison(task: PruningTask, rule: Rule) {
  return createWatcher((trial, trials) => {
    if (!isDue(trial, rule.timing)) return CONTINUE
    const others = yardsticks(trial, trials, rule.timing.startupTrials)
    if (others === null) return CONTINUE
    return task.objectives > 1
      ? judgeByFront(trial, others, rule)
      : judgeByValue(trial, others, { task, rule })
  })
}

function judgeByValue(
  trial: PastTrial,
  others: readonly PastTrial[],
  { task, rule }: { task: PruningTask; rule: Rule },
): Verdict {
  const step = stepOf(trial)
  const best = bestUntil(trial.curve, step)
  const values = others.map(({ curve }) => valueAt(curve, step)).filter((value) => !Number.isNaN(value))
  const bound = percentileOf(values, rule.percentile)
  if (!(best > bound)) return CONTINUE
  const [value, own] = [inOwnUnits(task, best), inOwnUnits(task, bound)]
  return prune(rule.code, { step, value, bound: own, trials: values.length, ...rule.details })
}

function judgeByFront(trial: PastTrial, others: readonly PastTrial[], rule: Rule): Verdict {
  const step = stepOf(trial)
  const own = standingAt(trial.curve, step)
  const standings = others.map(({ curve }) => knownAt(curve, step)).filter((values) => values !== null)
  if (own === null || standings.length === 0) return CONTINUE
  const [front = 0, ...fronts] = paretoRanks([own, ...standings])
  const bound = percentileOf(fronts, rule.percentile)
  if (!(front > bound)) return CONTINUE
  return prune('prune/front', { step, front: front + 1, bound: Math.floor(bound) + 1, trials: fronts.length })
}

/** @returns all objectives at exactly this step; null where one is not known */
function knownAt(curve: readonly CurvePoint[], step: number): readonly number[] | null {
  return Number.isNaN(valueAt(curve, step)) ? null : standingAt(curve, step)
}

/** Linear between the two nearest, rounded as NumPy's. @returns NaN for no values */
export function percentileOf(values: readonly number[], percentile: number): number {
  const sorted = Float64Array.from(values).sort()
  const place = (percentile / 100) * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? Number.NaN
  const share = place - Math.floor(place)
  if (low === high) return low
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
}
