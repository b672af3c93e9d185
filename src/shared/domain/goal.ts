/** @file What a project wants to reach, and what is to be done on the way. */
import * as v from 'valibot'
import { ProjectId, StudyId, TrialId } from './ids'
import { Direction, MetricName } from './metric'

const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{6,40}$/))

export const GoalId = v.pipe(Id, v.brand('GoalId'))
export type GoalId = v.InferOutput<typeof GoalId>

export const MilestoneId = v.pipe(Id, v.brand('MilestoneId'))
export type MilestoneId = v.InferOutput<typeof MilestoneId>

/** Milliseconds since 1970. */
const Moment = v.pipe(v.number(), v.minValue(0))

const Wanted = {
  metric: MetricName,
  direction: Direction,
  /** The metric on the validation rows, in its own unit (0.95 is 95 %). */
  target: v.pipe(v.number(), v.finite()),
  deadline: v.nullable(Moment),
}

export const GoalDraft = v.strictObject(Wanted)
export type GoalDraft = v.InferOutput<typeof GoalDraft>

export const ProjectGoal = v.strictObject({
  id: GoalId,
  projectId: ProjectId,
  ...Wanted,
  createdAt: v.number(),
})
export type ProjectGoal = v.InferOutput<typeof ProjectGoal>

/** A goal with the trial that came nearest to it, of all studies of the project that are not in the trash. */
export const GoalProgress = v.strictObject({
  goal: ProjectGoal,
  nearest: v.nullable(
    v.strictObject({
      value: v.number(),
      studyId: StudyId,
      studyName: v.string(),
      trialId: TrialId,
      trialNumber: v.number(),
    }),
  ),
  /** When the first trial came to the target; null: none has. */
  reachedAt: v.nullable(v.number()),
})
export type GoalProgress = v.InferOutput<typeof GoalProgress>

export function isAtLeast(
  value: number,
  { direction, target }: Pick<GoalDraft, 'direction' | 'target'>,
): boolean {
  return direction === 'maximize' ? value >= target : value <= target
}

export const MilestoneDraft = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  dueAt: v.nullable(Moment),
  doneAt: v.nullable(Moment),
})
export type MilestoneDraft = v.InferOutput<typeof MilestoneDraft>

export const Milestone = v.strictObject({
  id: MilestoneId,
  projectId: ProjectId,
  ...MilestoneDraft.entries,
  createdAt: v.number(),
})
export type Milestone = v.InferOutput<typeof Milestone>
