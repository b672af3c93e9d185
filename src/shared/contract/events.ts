/** @file What the core tells the renderer without being asked. */
import * as v from 'valibot'
import { Annotation } from '../domain/annotation'
import { FileId, ProjectId, StudyId, TrialId } from '../domain/ids'
import { StepMetrics } from '../domain/metric'
import { StudySummary } from '../domain/study'
import { TrialRow } from '../domain/trial'
import { Ticket } from './jobs'

/** `noun:pastTense` → payload. Study events are coalesced to about ten a second a study. */
export const EVENTS = {
  'project:changed': v.strictObject({ projectId: ProjectId }),
  'annotation:changed': Annotation,
  /** Goals or milestones of some project. */
  'goal:changed': v.strictObject({}),
  /** Models in use, what they keep or whether they are served; at most once a second. */
  'deployment:changed': v.strictObject({}),
  /** One came, went or is called otherwise. */
  'backbone:changed': v.strictObject({}),
  'import:progressed': v.strictObject({ fileId: FileId, doneBytes: v.number(), totalBytes: v.number() }),
  'study:changed': StudySummary,
  /** Rows that are new or different since the last event. */
  'trials:changed': v.strictObject({ studyId: StudyId, rows: v.array(TrialRow) }),
  /** New epochs of running trials. */
  'trials:stepped': v.strictObject({
    studyId: StudyId,
    steps: v.array(v.strictObject({ trialId: TrialId, steps: v.array(StepMetrics) })),
  }),
  /** How far long work is, in units of its own; at most ten times a second. */
  'job:progressed': v.strictObject({ ticket: Ticket, done: v.number(), total: v.number() }),
  /** The core died and runs again: whatever was loaded should be asked for again. */
  'core:restarted': v.strictObject({}),
} as const

export type EventName = keyof typeof EVENTS
export type EventPayload<E extends EventName> = v.InferOutput<(typeof EVENTS)[E]>

export function isEventName(text: unknown): text is EventName {
  return typeof text === 'string' && Object.hasOwn(EVENTS, text)
}
