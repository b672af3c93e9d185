/** @file What the core and a training worker say to each other. */
import * as v from 'valibot'
import { RunId } from '../domain/ids'
import { MetricValues, Objective, StepMetrics } from '../domain/metric'
import { ModelSpec } from '../domain/modelSpec'
import { Output, Task } from '../domain/task'
import { TrainingSpec } from '../domain/trainingSpec'
import { WireError } from '../errors/wireError'

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
  /** Where the weights of the best epoch go when the run is complete. */
  weightsFile: v.string(),
  seed: v.number(),
})
export type RunRequest = v.InferOutput<typeof RunRequest>

export const ToWorker = v.variant('kind', [
  v.strictObject({ kind: v.literal('run'), request: RunRequest }),
  v.strictObject({ kind: v.literal('pause') }),
  v.strictObject({ kind: v.literal('resume') }),
  /** Ends the run at the next chunk; answered by `stopped`. */
  v.strictObject({ kind: v.literal('stop') }),
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
  v.strictObject({ kind: v.literal('finished'), runId: RunId, result: RunResult }),
  v.strictObject({ kind: v.literal('stopped'), runId: RunId }),
  v.strictObject({ kind: v.literal('failed'), runId: RunId, error: WireError }),
  /** Sent about once a second while a run goes on, so that a hang can be told from slow work. */
  v.strictObject({ kind: v.literal('alive') }),
])
export type FromWorker = v.InferOutput<typeof FromWorker>
