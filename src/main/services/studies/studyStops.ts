import type { Objective } from '../../../shared/domain/metric'
import type { StopRules } from '../../../shared/domain/search/studyRules'
import type { Reason, StudyPlan } from '../../../shared/domain/study'
import { dominates, isScored, type PastTrial, type ScoredTrial } from '../../search'

type Plan = Pick<StudyPlan, 'objective' | 'stops'>
type Plateau = NonNullable<StopRules['plateau']>

/**
 * Whether a study has reached its end by its results, and which. Trials count by their numbers, not by when they ended, so that who was
 * faster does not matter. Those that run are let finish; only nothing new begins.
 * @param trials in order of number
 * @returns a reason with a code of `STOP_CODES`, its values in the units of the objective; null: go on
 */
export function findStop({ objective, stops }: Plan, trials: readonly PastTrial[]): Reason | null {
  if (stops === undefined) return null
  const { target, plateau } = stops
  return (
    (target === null ? null : findTarget(trials, target, objective)) ??
    (plateau === null ? null : findPlateau(trials, plateau, objective))
  )
}

/** The first complete trial whose first objective is as good. */
function findTarget(trials: readonly PastTrial[], target: number, objective: Objective): Reason | null {
  const wanted = minimised(target, objective)
  const reached = trials.find((trial) => isComplete(trial) && firstOf(trial) <= wanted)
  if (reached === undefined || !isComplete(reached)) return null
  const { number } = reached
  return {
    code: 'stop/target',
    details: { trial: number, value: minimised(firstOf(reached), objective), target },
  }
}

/**
 * The last trials brought nothing: with one objective, none of them was better by enough than the best before them; with several, each of them is
 * beaten in everything by one before. Pruned trials are among those that brought nothing, failed ones tell nothing.
 */
function findPlateau(trials: readonly PastTrial[], plateau: Plateau, objective: Objective): Reason | null {
  const decided = trials.filter((trial) => isComplete(trial) || trial.state === 'pruned')
  const before = decided.slice(0, -plateau.trials).filter(isComplete)
  const last = decided.slice(-plateau.trials).filter(isComplete)
  const [first] = before
  if (first === undefined) return null
  const best = before.reduce((found, trial) => (firstOf(trial) < firstOf(found) ? trial : found), first)
  const brought = (trial: ScoredTrial): boolean =>
    trial.values.length > 1 ? !before.some((other) => isAsGood(other, trial)) : isBetter(trial, best, plateau)
  if (last.some(brought)) return null
  const since = decided.filter(({ number }) => number > best.number).length
  return {
    code: 'stop/plateau',
    details: {
      ...{ trial: best.number, value: minimised(firstOf(best), objective), trials: since },
      minImprovement: plateau.minImprovement,
    },
  }
}

function isBetter(trial: ScoredTrial, best: ScoredTrial, { minImprovement }: Plateau): boolean {
  const improvement = firstOf(best) - firstOf(trial)
  return improvement > 0 && improvement >= minImprovement
}

function isAsGood(other: ScoredTrial, trial: ScoredTrial): boolean {
  const isEqual = other.values.every((value, index) => value === trial.values[index])
  return isEqual || dominates(other.values, trial.values)
}

function isComplete(trial: PastTrial): trial is ScoredTrial {
  return trial.state === 'complete' && trial.number > 0 && isScored(trial)
}

function firstOf({ values }: ScoredTrial): number {
  return values[0] ?? Number.NaN
}

/** To the scale on which less is better, and back. */
function minimised(value: number, { direction }: Objective): number {
  return direction === 'minimize' ? value : -value
}
