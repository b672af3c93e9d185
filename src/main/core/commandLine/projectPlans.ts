/** @file `fettle project goal` and `milestone`: what a project wants. */
import {
  type Direction,
  isMetricName,
  isShareMetric,
  METRIC_DIRECTIONS,
  type MetricName,
} from '../../../shared/domain/metric'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { findProject } from './findProject'
import { isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { describeGoals } from './projectGoals'
import type { CommandContext } from './types'

type Answer = Promise<ExitCode | UsageProblem>

export async function addGoal(args: readonly string[], { terminal, withCore }: CommandContext): Answer {
  const read = readOptions(args, { by: { type: 'string' }, direction: { type: 'string' } })
  if (isProblem(read)) return read
  const [name, metric = '', text, ...more] = read.positionals
  if (name === undefined || text === undefined || more.length > 0) {
    return { problem: 'Name a project, a metric and a target.' }
  }
  if (!isMetricName(metric)) return { problem: `"${metric}" is no metric.` }
  const limits = isShareMetric(metric) ? { low: 0, high: 1 } : { low: -1e12, high: 1e12 }
  const target = readNumber(text, { name: 'target', ...limits, isWhole: false })
  if (target === null || typeof target === 'object') return target ?? { problem: 'Name a target.' }
  const direction = directionOf(metric, read.values.direction)
  if (typeof direction === 'object') return direction
  const deadline = readDay(read.values.by)
  if (typeof deadline === 'object' && deadline !== null) return deadline
  const goal = { metric, direction, target, deadline }
  const goals = await withCore(async (_core, call) => {
    const { id: projectId } = await findProject(call, name)
    return call('goal:add', { projectId, goal })
  })
  terminal.print(describeGoals({ name, tags: [], goals, milestones: [], note: '' }))
  return EXIT_CODES.ok
}

export async function addMilestone(args: readonly string[], { terminal, withCore }: CommandContext): Answer {
  const read = readOptions(args, { by: { type: 'string' } })
  if (isProblem(read)) return read
  const [name, title, ...more] = read.positionals
  if (name === undefined || title === undefined || more.length > 0) {
    return { problem: 'Name a project and what shall be done, in quotes.' }
  }
  const dueAt = readDay(read.values.by)
  if (typeof dueAt === 'object' && dueAt !== null) return dueAt
  const milestones = await withCore(async (_core, call) => {
    const { id: projectId } = await findProject(call, name)
    await call('milestone:add', { projectId, milestone: { title, dueAt, doneAt: null } })
    return call('milestone:list', { projectId })
  })
  terminal.print(describeGoals({ name, tags: [], goals: [], milestones, note: '' }))
  return EXIT_CODES.ok
}

function directionOf(metric: MetricName, text: string | undefined): Direction | UsageProblem {
  if (text === 'maximize' || text === 'minimize') return text
  if (text !== undefined) return { problem: '--direction takes maximize or minimize.' }
  const known = (METRIC_DIRECTIONS as Readonly<Record<string, Direction>>)[metric]
  return known ?? { problem: 'Say with --direction whether more of it is better.' }
}

/** @returns the end of the day here; null where none is given. */
function readDay(text: string | undefined): number | null | UsageProblem {
  if (text === undefined) return null
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T23:59:59`).getTime() : Number.NaN
  return Number.isNaN(moment) ? { problem: `--by takes a day as 2027-01-31, not "${text}".` } : moment
}
