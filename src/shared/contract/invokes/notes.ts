/** @file Channels of what people write about their work: notes, tags, stars, archive, goals, milestones. */
import * as v from 'valibot'
import { Annotation, AnnotationChange, EarlierNote, Subject } from '../../domain/annotation'
import { GoalDraft, GoalId, GoalProgress, Milestone, MilestoneDraft, MilestoneId } from '../../domain/goal'
import { ProjectId } from '../../domain/ids'
import { Nothing } from './nothing'

const OfProject = v.strictObject({ projectId: ProjectId })

export const notesInvokes = {
  /** Everything that was written about a project and what it holds; null: about projects themselves, all of them. */
  'annotation:list': {
    input: v.strictObject({ projectId: v.nullable(ProjectId) }),
    output: v.array(Annotation),
  },
  /** Empty where nothing was written. */
  'annotation:get': { input: v.strictObject({ subject: Subject }), output: Annotation },
  'annotation:set': {
    input: v.strictObject({ subject: Subject, change: AnnotationChange }),
    output: Annotation,
  },
  'annotation:earlier': { input: v.strictObject({ subject: Subject }), output: v.array(EarlierNote) },

  'goal:list': { input: OfProject, output: v.array(GoalProgress) },
  'goal:add': {
    input: v.strictObject({ projectId: ProjectId, goal: GoalDraft }),
    output: v.array(GoalProgress),
  },
  'goal:remove': { input: v.strictObject({ id: GoalId }), output: Nothing },

  'milestone:list': { input: OfProject, output: v.array(Milestone) },
  'milestone:add': {
    input: v.strictObject({ projectId: ProjectId, milestone: MilestoneDraft }),
    output: Milestone,
  },
  'milestone:save': { input: v.strictObject({ milestone: Milestone }), output: Milestone },
  'milestone:remove': { input: v.strictObject({ id: MilestoneId }), output: Nothing },
} as const
