/** @file Which strategy proposes the next trial, and why. */
import type { AutoCode } from '../../../../shared/domain/search/autoChoice'
import { isPending } from '../../history'
import type { Question, SearchTask } from '../../types'

/** The strategies that are composed. */
export type Part = 'random' | 'gp' | 'tpe' | 'nsga2'

export interface Choice {
  readonly part: Part
  readonly code: AutoCode
  readonly details: Readonly<Record<string, number>>
}

/** What does not change in a study. */
export interface Situation {
  readonly task: SearchTask
  /** Points of the space; null: infinitely many. */
  readonly points: number | null
  /** Parameters that have more than one value. */
  readonly parameters: number
  /** Results before a process is asked. */
  readonly startup: number
}

/** A space of no more points is tried whole where the budget is not known. */
const FEW_POINTS = 16
/** Distances say little in more dimensions. */
const MOST_PARAMETERS = 50
const MOST_AT_ONCE = 16
/** Finished trials from which on two models look better than one. */
const ENOUGH_FOR_TWO = 30
const LONG_HISTORY = 300
/** Trials that a front needs before generations are bred. */
const MANY_FOR_FRONT = 500
/** One trial in so many is the other model's. */
const OTHER_EVERY = 4

export function choose(situation: Situation, { number, history }: Question): Choice {
  const { task, points, parameters, startup } = situation
  const finished = history.filter((trial) => !isPending(trial)).length
  if (points !== null && points <= (task.trials ?? FEW_POINTS))
    return { part: 'random', code: 'auto/everything', details: { points } }
  if (task.objectives > 1) return chooseForFront(task.objectives, finished)
  if (parameters > MOST_PARAMETERS)
    return { part: 'tpe', code: 'auto/tpe-many-parameters', details: { parameters } }
  if (task.parallel > MOST_AT_ONCE)
    return { part: 'tpe', code: 'auto/tpe-many-at-once', details: { parallel: task.parallel } }
  if (finished < startup) return { part: 'gp', code: 'auto/spread', details: { trials: startup } }
  return chooseModel({ number, finished, parameters })
}

function chooseForFront(objectives: number, finished: number): Choice {
  return finished < MANY_FOR_FRONT
    ? { part: 'tpe', code: 'auto/tpe-objectives', details: { objectives } }
    : { part: 'nsga2', code: 'auto/nsga2-objectives', details: { objectives, trials: finished } }
}

interface Progress {
  readonly number: number
  readonly finished: number
  readonly parameters: number
}

function chooseModel({ number, finished, parameters }: Progress): Choice {
  const details = { trials: finished }
  const isOthers = number % OTHER_EVERY === 0
  if (finished >= LONG_HISTORY)
    return { part: isOthers ? 'gp' : 'tpe', code: 'auto/tpe-long-history', details }
  if (finished >= ENOUGH_FOR_TWO) return { part: isOthers ? 'tpe' : 'gp', code: 'auto/gp-with-tpe', details }
  return { part: 'gp', code: 'auto/gp-small-budget', details: { ...details, parameters } }
}
