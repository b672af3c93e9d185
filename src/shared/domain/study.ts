/** @file A study: dataset version, design, sampler, objective and budget, and where it stands. */
import * as v from 'valibot'
import { AppError } from '../errors/appError'
import { CommandSpec } from './commandSpec'
import { Design } from './design'
import { DatasetVersionId, ProjectId, StudyId } from './ids'
import { Objective } from './metric'
import { FurtherObjective, MOST_FURTHER } from './search/objective'
import { PrunerSpec } from './search/prunerSpec'
import { SamplerSpec } from './search/samplerSpec'
import { SearchSpace } from './searchSpace'
import type { TrainingMode } from './task'
import { DuplicatePolicy, Repeats, StopRules } from './search/studyRules'

export const Budget = v.strictObject({
  /** Trials at most; a grid ends earlier when it is used up. */
  trials: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  /** Seconds of running time (pauses do not count) after which no trial is started; null: no limit. */
  timeLimitSeconds: v.nullable(v.pipe(v.number(), v.minValue(1))),
  /** Trials at the same time. */
  parallel: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
})
export type Budget = v.InferOutput<typeof Budget>

/** How trials are chosen, judged and ended, whatever they are. */
const Rules = {
  sampler: SamplerSpec,
  objective: Objective,
  /** With these the best trials are those that no other beats in everything. @default none */
  furtherObjectives: v.optional(v.pipe(v.array(FurtherObjective), v.maxLength(MOST_FURTHER))),
  /** @default none */
  pruner: v.optional(PrunerSpec),
  /** @default only the budget */
  stops: v.optional(StopRules),
  /** @default skip */
  duplicates: v.optional(DuplicatePolicy),
  /** @default one seed */
  repeats: v.optional(Repeats),
  budget: Budget,
}

/** A study of models that are trained here. Dataset, objectives, sampler and seeds stay; what is searched, pruner, stops and budget may change. */
export const TrainingPlan = v.strictObject({
  datasetVersionId: DatasetVersionId,
  design: Design,
  ...Rules,
  /**
   * What the seed of a trial follows from: its number (where it is absent, in studies of the first release), or, where
   * epochs are searched, its other settings. Trials that differ only in epochs are then one run.
   */
  seeds: v.optional(v.picklist(['number', 'settings'])),
  /** `all`: trains on all rows but the sealed ones, validation rows included. @default as the split has it */
  rows: v.optional(v.picklist(['split', 'all'])),
  /** Whether figures of every layer are kept, epoch by epoch; each trial is then trained by itself. @default false */
  recordLayers: v.optional(v.boolean()),
})
export type TrainingPlan = v.InferOutput<typeof TrainingPlan>

/** A study of a program of the user's: every trial is a run of it. */
export const CommandPlan = v.strictObject({ command: CommandSpec, space: SearchSpace, ...Rules })
export type CommandPlan = v.InferOutput<typeof CommandPlan>

/** What a study is made of. */
export const StudyPlan = v.union([TrainingPlan, CommandPlan])
export type StudyPlan = v.InferOutput<typeof StudyPlan>

/** Whether it can make trials: a study that was brought in from elsewhere has neither a model nor a program. */
export function isRunnable(plan: StudyPlan): boolean {
  return isTraining(plan) || plan.command.line.length > 0
}

export function isTraining(plan: StudyPlan): plan is TrainingPlan {
  return 'design' in plan
}

/** Whether the layers of a plan's model can be looked at: it is one network with a loss of its own for every row. */
export function mayRecordLayers(plan: StudyPlan): boolean {
  return isTraining(plan) && RECORDING_MODES.includes(plan.design.training.mode)
}

const RECORDING_MODES: readonly TrainingMode[] = ['supervised', 'autoencoder']

/** @throws {study/runs-command} where there is no model: the trials are runs of a program. */
export function trainingPlanOf({ plan }: { readonly plan: StudyPlan }): TrainingPlan {
  if (!isTraining(plan)) throw new AppError('study/runs-command')
  return plan
}

/**
 * `ready` (never started) → `running` ⇄ `paused` → `complete` | `stopped` (by the user).
 * `interrupted`: it was running or paused when the core died; resuming continues to the planned number of trials.
 * `failed`: it cannot go on (`reason` says why), and can be resumed once the cause is mended.
 */
export const STUDY_STATES = [
  'ready',
  'running',
  'paused',
  'complete',
  'stopped',
  'interrupted',
  'failed',
] as const
export const StudyState = v.picklist(STUDY_STATES)
export type StudyState = v.InferOutput<typeof StudyState>

/** A reason in words: a code of the error table with what fills its gaps. */
export const Reason = v.strictObject({
  code: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type Reason = v.InferOutput<typeof Reason>

export const Study = v.strictObject({
  id: StudyId,
  projectId: ProjectId,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  plan: StudyPlan,
  state: StudyState,
  reason: v.nullable(Reason),
  createdAt: v.number(),
  startedAt: v.nullable(v.number()),
  finishedAt: v.nullable(v.number()),
  /** Running time so far, pauses left out. */
  elapsedMs: v.number(),
})
export type Study = v.InferOutput<typeof Study>

/** A study of models that are trained here. */
export type TrainingStudy = Study & { readonly plan: TrainingPlan }

/** A study with what its screen says first. */
export const StudySummary = v.strictObject({
  ...Study.entries,
  /** Trials the sampler will make (the budget, or fewer where a grid or a finite space ends earlier), and those added by hand beyond. */
  plannedTrials: v.number(),
  counts: v.strictObject({
    running: v.number(),
    complete: v.number(),
    failed: v.number(),
    /** Trials that early stopping cut short, among the complete ones. */
    stoppedEarly: v.number(),
    /** Trials that were given up. */
    pruned: v.number(),
  }),
  /** What ended it, once it is complete: a code of `STOP_CODES`. */
  stoppedBy: v.nullable(Reason),
  /** What the sampler is doing and why, of one that decides that by itself; null where there is nothing to say. */
  strategyNote: v.nullable(Reason),
  best: v.nullable(
    v.strictObject({ trialId: v.string(), number: v.number(), value: v.number(), finishedAt: v.number() }),
  ),
  /** Value of the trial with the default settings (trial 1 of random search), once complete; null for a grid. */
  defaultValue: v.nullable(v.number()),
  /** Milliseconds to the end at the present speed; null before the first trial is done or when nothing runs. */
  remainingMs: v.nullable(v.number()),
  /** Finished trials a minute of running time; null before the first. */
  trialsPerMinute: v.nullable(v.number()),
  /** Whether the sealed test rows were opened for this study. */
  isTestOpened: v.boolean(),
})
export type StudySummary = v.InferOutput<typeof StudySummary>
