/** @file A trial: one assignment of the space, how it went, and what it reached. */
import * as v from 'valibot'
import { Placement } from './device'
import { StudyId, TrialId } from './ids'
import { MetricValues, StepMetrics } from './metric'
import { Assignment } from './searchSpace'
import { Reason } from './study'

/** How many trials of a study keep their weights: the best ones. */
export const KEPT_WEIGHTS = 10

export const TRIAL_STATES = [
  'queued',
  'running',
  'paused',
  'complete',
  'pruned',
  'failed',
  'interrupted',
] as const
export const TrialState = v.picklist(TRIAL_STATES)
export type TrialState = v.InferOutput<typeof TrialState>

/** With whom a trial was trained as one. It gives what it would give alone; only its time is not its own. */
export const Sharing = v.strictObject({
  /** Number of the trial whose run it was read from, as they differ only in epochs; null for a run of its own. */
  readFrom: v.nullable(v.number()),
  /** Numbers of all trials of the same program, its own included, ascending. */
  trials: v.array(v.number()),
})
export type Sharing = v.InferOutput<typeof Sharing>

/** Where a trial comes from: proposed by the sampler, added by hand, or begun with the state another one had after some epochs. */
export const TrialOrigin = v.variant('kind', [
  v.strictObject({ kind: v.literal('sampler') }),
  v.strictObject({ kind: v.literal('manual') }),
  v.strictObject({ kind: v.literal('fork'), trial: v.number(), step: v.number() }),
])
export type TrialOrigin = v.InferOutput<typeof TrialOrigin>
export const FROM_SAMPLER: TrialOrigin = { kind: 'sampler' }

/** One training of a trial: on one fold, with one seed. */
export const TrialRunSummary = v.strictObject({
  /** From 0. */
  fold: v.number(),
  /** From 0: the first seed. */
  repeat: v.number(),
  value: v.number(),
  bestStep: v.number(),
  /** Epochs trained. */
  steps: v.number(),
  train: MetricValues,
  validation: MetricValues,
})
export type TrialRunSummary = v.InferOutput<typeof TrialRunSummary>

/** A row of the leaderboard. */
export const TrialRow = v.strictObject({
  id: TrialId,
  studyId: StudyId,
  /** Counts from 1 within the study. Trial 1 has the design's own (default) settings. */
  number: v.number(),
  state: TrialState,
  assignment: Assignment,
  origin: v.optional(TrialOrigin, FROM_SAMPLER),
  /** Of what is searched, when it was made. */
  spaceVersion: v.optional(v.number(), 1),
  /**
   * The objective at the best epoch on the validation rows, the mean over all finished folds and seeds; null before the first
   * epoch and for failed trials.
   */
  value: v.nullable(v.number()),
  /** The epoch of `value`; the weights of this epoch are the trial's result. */
  bestStep: v.nullable(v.number()),
  /** Standard deviation of the value over folds and seeds (n − 1); null for fewer than two. */
  deviation: v.optional(v.nullable(v.number()), null),
  /** Finished folds and seeds, of trials that have several. */
  runs: v.optional(v.array(TrialRunSummary), []),
  /** Epochs trained so far, and planned. */
  step: v.number(),
  plannedSteps: v.number(),
  /** Whether patience ended it before the last epoch. */
  isStoppedEarly: v.boolean(),
  /** Metrics at the best epoch. */
  train: MetricValues,
  validation: MetricValues,
  /** The objective on the validation rows, at most 32 points over the epochs, for a sparkline. */
  spark: v.array(v.number()),
  /** Why it failed or was interrupted; null otherwise. */
  reason: v.nullable(Reason),
  /** 1 for the first try; a killed worker's trial is tried a second time. */
  attempt: v.number(),
  /** Null for a trial that was trained alone. */
  sharing: v.optional(v.nullable(Sharing), null),
  /** Where it was trained; null before its first run. */
  placement: v.optional(v.nullable(Placement), null),
  weightCount: v.nullable(v.number()),
  durationMs: v.nullable(v.number()),
  startedAt: v.nullable(v.number()),
  finishedAt: v.nullable(v.number()),
})
export type TrialRow = v.InferOutput<typeof TrialRow>

/** A trial with all its epochs. */
export const TrialDetail = v.strictObject({ row: TrialRow, steps: v.array(StepMetrics) })
export type TrialDetail = v.InferOutput<typeof TrialDetail>
