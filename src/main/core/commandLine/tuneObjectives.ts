/** @file What `fettle tune` judges trials by. */
import { GOAL_METRICS, METRIC_DIRECTIONS, METRICS, type BuiltInMetric } from '../../../shared/domain/metric'
import { type Cost, COSTS, isTrainingCost, MOST_FURTHER } from '../../../shared/domain/search/objective'
import type { Task } from '../../../shared/domain/task'
import type { Objectives } from '../../../shared/domain/trialFront'
import { kebabCase, kindOf } from './kinds'
import type { UsageProblem } from './options'

type Measure = BuiltInMetric | Cost

const MEASURES: readonly Measure[] = [...new Set<Measure>([...METRICS, ...COSTS])]
const MOST = 1 + MOST_FURTHER

export const COST_WORDS = COSTS.map(kebabCase).join(', ')

/** @param given options, each a name or several divided by commas @returns the measures, in their order; none leaves it to the task */
export function readObjectives(given: readonly string[] = []): { objectives: Measure[] } | UsageProblem {
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim())
  const measures = names.map((name) => kindOf(name, MEASURES))
  const unknown = names.find((_, index) => measures[index] === null)
  if (unknown !== undefined) return { problem: `There is no --objective "${unknown}".` }
  const objectives = measures.filter((measure) => measure !== null)
  if (objectives.length > MOST) return { problem: `--objective takes ${MOST} at most.` }
  const twice = objectives.find((measure, index) => objectives.indexOf(measure) !== index)
  if (twice !== undefined) return { problem: `--objective "${kebabCase(twice)}" is there twice.` }
  return { objectives }
}

/** The first objective is a metric of the task; each is judged in its own direction. */
export function objectivesFor(task: Task, wanted: readonly Measure[]): Objectives | UsageProblem {
  const metrics = GOAL_METRICS[task]
  const [first = metrics[0] ?? 'loss', ...further] = wanted
  const metric = metrics.find((known) => known === first)
  const fits = (measure: Measure) => [...metrics, ...COSTS].some((known) => known === measure)
  const other = further.find((measure) => !fits(measure))
  if (metric === undefined || other !== undefined) {
    const costs = metric === undefined ? '' : `, ${COST_WORDS}`
    const place = metric === undefined ? 'The first --objective' : '--objective'
    const known = metrics.map(kebabCase).join(', ')
    return { problem: `${place} is one of ${known}${costs} here, not "${kebabCase(other ?? first)}".` }
  }
  const furtherObjectives = further.map((measure) => ({ measure, direction: directionOf(measure) }))
  return {
    objective: { metric, direction: METRIC_DIRECTIONS[metric] },
    ...(furtherObjectives.length === 0 ? {} : { furtherObjectives }),
  }
}

function directionOf(measure: Measure): 'maximize' | 'minimize' {
  return isTrainingCost(measure) ? 'minimize' : METRIC_DIRECTIONS[measure]
}
