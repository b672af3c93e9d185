import { compareResults, type Result } from '../../../shared/domain/compareResults'
import type { Objective, StepMetrics } from '../../../shared/domain/metric'
import type { RunResult } from '../../../shared/contract/worker'
import type { Placement } from '../../../shared/domain/device'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { Reason } from '../../../shared/domain/study'
import type { StudyId, TrialId } from '../../../shared/domain/ids'
import { FROM_SAMPLER, type Sharing, type TrialOrigin, type TrialRow } from '../../../shared/domain/trial'
import type { AppError } from '../../../shared/errors/appError'

export interface NewTrial {
  readonly id: TrialId
  readonly studyId: StudyId
  readonly number: number
  readonly assignment: Assignment
  readonly plannedSteps: number
  /** @default the sampler */
  readonly origin?: TrialOrigin
  /** @default 1 */
  readonly spaceVersion?: number
}

/** A trial that waits for its first run. */
export function queuedTrial(trial: NewTrial): TrialRow {
  return {
    origin: FROM_SAMPLER,
    spaceVersion: 1,
    ...trial,
    state: 'queued',
    ...blank,
    attempt: 1,
    placement: null,
  }
}

/** Everything that a run fills in, but where it is trained: a trial goes on there, for elsewhere its last digits would differ. */
const blank = {
  value: null,
  bestStep: null,
  deviation: null,
  runs: [],
  step: 0,
  isStoppedEarly: false,
  train: {},
  validation: {},
  spark: [],
  reason: null,
  sharing: null,
  weightCount: null,
  durationMs: null,
  startedAt: null,
  finishedAt: null,
} satisfies Partial<TrialRow>

/** The trial is to run from its beginning, with nothing left of what it did before. */
export function requeued(row: TrialRow, attempt: number): TrialRow {
  return { ...row, ...blank, state: 'queued', attempt }
}

export interface StartedRun {
  readonly sharing: Sharing | null
  readonly placement: Placement
}

export function started(row: TrialRow, now: number, { sharing, placement }: StartedRun): TrialRow {
  return { ...row, state: 'running', startedAt: row.startedAt ?? now, sharing, placement }
}

/** The trial is to go on after these epochs, which is what is left of an earlier attempt. */
export function continued(row: TrialRow, left: KeptRun): TrialRow {
  const { startedAt, durationMs } = row
  return stepped({ ...requeued(row, left.attempt), startedAt, durationMs }, left.steps, left.objective)
}

/** What is kept of a run that was cut off. */
export interface KeptRun {
  readonly attempt: number
  readonly steps: readonly StepMetrics[]
  readonly objective: Objective
}

/** The epochs that came in, and the best of all so far. */
export function stepped(row: TrialRow, steps: readonly StepMetrics[], objective: Objective): TrialRow {
  return steps.reduce<TrialRow>((before, step) => withStep(before, step, objective), row)
}

function withStep(row: TrialRow, { step, train, validation }: StepMetrics, objective: Objective): TrialRow {
  const value = validation[objective.metric]
  if (value === undefined || !isBetter({ value, validation }, row, objective)) return { ...row, step }
  return { ...row, step, value, bestStep: step, train, validation }
}

function isBetter(result: Result, { value, validation }: TrialRow, objective: Objective): boolean {
  return value === null || compareResults(result, { value, validation }, objective) < 0
}

export function finished(row: TrialRow, result: RunResult, end: Ending): TrialRow {
  const { bestStep, value, steps, isStoppedEarly, train, validation, weightCount } = result
  const reached = { bestStep, value, step: steps, isStoppedEarly, train, validation, weightCount }
  return {
    ...row,
    ...reached,
    state: 'complete',
    reason: null,
    durationMs: end.durationMs,
    finishedAt: end.now,
  }
}

/** When a run ended and how long it trained; pauses left out. */
export interface Ending {
  readonly now: number
  readonly durationMs: number | null
}

/** Failed for good. It keeps its curve, but no value: it must not look like a result. */
export function failed(row: TrialRow, error: AppError, end: Ending): TrialRow {
  return { ...row, ...withoutResult(end), state: 'failed', reason: toReason(error) }
}

/** Given up. It keeps what it had reached, which says how good it was by then. */
export function pruned(row: TrialRow, reason: Reason, { now, durationMs }: Ending): TrialRow {
  return { ...row, state: 'pruned', reason, durationMs, finishedAt: now }
}

/** It has come to a halt and is not worth going on yet. Unlike one whose study pauses it has a reason. */
export function resting(row: TrialRow, reason: Reason, { durationMs }: Ending): TrialRow {
  return { ...row, state: 'paused', reason, durationMs }
}

/** It is to go on from where it rested. */
export function promoted(row: TrialRow): TrialRow {
  return { ...row, state: 'queued', reason: null, finishedAt: null }
}

export function interrupted(row: TrialRow, error: AppError, end: Ending): TrialRow {
  return { ...row, ...withoutResult(end), state: 'interrupted', reason: toReason(error) }
}

function withoutResult({ now, durationMs }: Ending) {
  return { value: null, bestStep: null, train: {}, validation: {}, durationMs, finishedAt: now }
}

export function toReason({ code, details }: AppError): Reason {
  return { code, details: { ...details } }
}
