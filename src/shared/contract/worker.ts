/** @file What the core and a training worker say to each other. */
import * as v from 'valibot'
import { Speed } from '../domain/compute'
import { Placement } from '../domain/device'
import { RunId } from '../domain/ids'
import { MetricValues, Objective, StepMetrics } from '../domain/metric'
import { ModelSpec } from '../domain/modelSpec'
import { Output, Task } from '../domain/task'
import { TrainingSpec } from '../domain/trainingSpec'
import { WireError } from '../errors/wireError'
import { CommandRequest } from './commandRun'
import { JobName } from './jobs'

export const CheckpointPlan = v.strictObject({
  file: v.string(),
  /** So much time passes between two writes at least; pausing and stopping write at once. */
  everySeconds: v.pipe(v.number(), v.minValue(0)),
  /** Whether one is written at the end as well, so that the run can be continued to more epochs. */
  isKept: v.optional(v.boolean(), false),
  /** Where the file is at first that of another run of the same structure: how many epochs that had gone; null: of none. */
  forkedAfter: v.optional(v.nullable(v.number()), null),
})
export type CheckpointPlan = v.InferOutput<typeof CheckpointPlan>

/** Everything a run needs; paths are inside the data folder and come from the core only. */
export const RunRequest = v.strictObject({
  runId: RunId,
  model: ModelSpec,
  training: TrainingSpec,
  task: Task,
  output: Output,
  objective: Objective,
  /** Folder of the prepared tensors of the dataset version. */
  dataFolder: v.string(),
  /** Folder of the weights that backbones begin with. */
  backbonesFolder: v.optional(v.string()),
  /** Where the weights of the best epoch go when the run is complete. */
  weightsFile: v.string(),
  /** Where the pictures go that a model makes epoch by epoch; null: nowhere. */
  picturesFile: v.optional(v.nullable(v.string()), null),
  seed: v.number(),
  /** @default one thread on the CPU */
  placement: v.optional(Placement),
  /** Folder of the library that the placement's engine needs; it does not come with Fettle. */
  engineFolder: v.optional(v.string()),
  /** Where the run is kept while it goes on, and gone on from where such a file is there; null: nowhere. */
  checkpoint: v.optional(v.nullable(CheckpointPlan), null),
  /** After so many epochs it stands still, kept on the disk, until it is told how to go on; null: not at all. */
  haltAfter: v.optional(v.nullable(v.number()), null),
  /** Whether the exported model is measured once it is trained: its size, and how fast it answers. */
  measuresFile: v.optional(v.boolean()),
  /** Whether the figures of its layers come with every epoch. */
  recordsLayers: v.optional(v.boolean()),
})
export type RunRequest = v.InferOutput<typeof RunRequest>

export const ToWorker = v.variant('kind', [
  v.strictObject({ kind: v.literal('run'), request: RunRequest }),
  /** Runs a program of the user's; told and answered like a run. */
  v.strictObject({ kind: v.literal('command'), request: CommandRequest }),
  /** Trains them as one; each is answered as if it were alone. They pause, resume and stop together. */
  v.strictObject({ kind: v.literal('runTogether'), requests: v.pipe(v.array(RunRequest), v.minLength(1)) }),
  /** Trains for about so long to see how fast it goes, and keeps nothing; answered by `measured` or `failed`. */
  v.strictObject({ kind: v.literal('measure'), request: RunRequest, forMs: v.number() }),
  /** Long work that trains nothing; answered by `jobAnswered` or `jobFailed`, and ended early by `stop`. */
  v.strictObject({ kind: v.literal('job'), jobId: v.string(), name: JobName, input: v.unknown() }),
  v.strictObject({ kind: v.literal('pause') }),
  v.strictObject({ kind: v.literal('resume') }),
  /** Ends the run at the next chunk; answered by `stopped`. */
  v.strictObject({ kind: v.literal('stop') }),
  /** Ends one of several runs, answered by `stopped`; the others go on. */
  v.strictObject({ kind: v.literal('drop'), runId: RunId }),
  /** A run that stands still goes on, up to its next halt. */
  v.strictObject({ kind: v.literal('goOn'), runId: RunId, haltAfter: v.nullable(v.number()) }),
  /** Finish and exit. */
  v.strictObject({ kind: v.literal('exit') }),
])
export type ToWorker = v.InferOutput<typeof ToWorker>

export const RunResult = v.strictObject({
  bestStep: v.number(),
  value: v.number(),
  steps: v.number(),
  isStoppedEarly: v.boolean(),
  train: MetricValues,
  validation: MetricValues,
  weightCount: v.number(),
})
export type RunResult = v.InferOutput<typeof RunResult>

export const FromWorker = v.variant('kind', [
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('stepped'), runId: RunId, steps: v.array(StepMetrics) }),
  v.strictObject({ kind: v.literal('paused'), runId: RunId }),
  /** It stands still after so many epochs, all of them told before; `goOn` or `stop` is awaited. */
  v.strictObject({ kind: v.literal('halted'), runId: RunId, step: v.number() }),
  v.strictObject({ kind: v.literal('finished'), runId: RunId, result: RunResult }),
  v.strictObject({ kind: v.literal('measured'), runId: RunId, speed: Speed, weightCount: v.number() }),
  v.strictObject({ kind: v.literal('stopped'), runId: RunId }),
  /** How far a job is, in units of its own. */
  v.strictObject({
    kind: v.literal('jobProgressed'),
    jobId: v.string(),
    done: v.number(),
    total: v.number(),
  }),
  v.strictObject({ kind: v.literal('jobAnswered'), jobId: v.string(), output: v.unknown() }),
  v.strictObject({ kind: v.literal('jobFailed'), jobId: v.string(), error: WireError }),
  v.strictObject({ kind: v.literal('failed'), runId: RunId, error: WireError }),
  /** Something went wrong that the run can do without: a checkpoint could not be written or read. */
  v.strictObject({ kind: v.literal('warned'), runId: RunId, error: WireError }),
  /** Sent about once a second while a run goes on, so that a hang can be told from slow work. */
  v.strictObject({ kind: v.literal('alive') }),
])
export type FromWorker = v.InferOutput<typeof FromWorker>
