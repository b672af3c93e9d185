/** @file What a project wants and how far it is, in plain lines. */
import type { GoalProgress, Milestone } from '../../../shared/domain/goal'
import { formatFigure } from './leaderboard'

interface Shown {
  readonly name: string
  readonly tags: readonly string[]
  readonly goals: readonly GoalProgress[]
  readonly milestones: readonly Milestone[]
  readonly note: string
}

export function describeGoals({ name, tags, goals, milestones, note }: Shown): string {
  return [
    tags.length === 0 ? name : `${name}  [${tags.join(', ')}]`,
    ...goals.map(describeGoal),
    ...milestones.map(
      ({ title, dueAt, doneAt }) =>
        `${doneAt === null ? '[ ]' : '[x]'} ${title}${dueAt === null ? '' : `, due ${day(dueAt)}`}`,
    ),
    ...(note === '' ? [] : ['', note]),
  ].join('\n')
}

function describeGoal({ goal, nearest, reachedAt }: GoalProgress): string {
  const sign = goal.direction === 'maximize' ? '≥' : '≤'
  const until = goal.deadline === null ? '' : ` until ${day(goal.deadline)}`
  const found =
    nearest === null
      ? 'no trial has it yet'
      : `best ${formatFigure(nearest.value)} (trial ${String(nearest.trialNumber)} of ${nearest.studyName})`
  const reached = reachedAt === null ? '' : `, reached on ${day(reachedAt)}`
  return `goal: ${goal.metric} ${sign} ${formatFigure(goal.target)}${until}: ${found}${reached}`
}

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
