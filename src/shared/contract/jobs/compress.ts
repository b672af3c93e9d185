/** @file Making a trained model smaller. */
import * as v from 'valibot'
import { Compressed, CompressionMethod } from '../../domain/artifact'
import { RunId } from '../../domain/ids'
import { Objective } from '../../domain/metric'
import { ModelSpec } from '../../domain/modelSpec'
import { Task } from '../../domain/task'
import { TrainingSpec } from '../../domain/trainingSpec'

export const compressJobs = {
  /** Prunes, teaches or rounds, and measures before and after. All paths are absolute. */
  compress: {
    input: v.strictObject({
      method: CompressionMethod,
      trial: v.strictObject({
        model: ModelSpec,
        training: TrainingSpec,
        task: Task,
        dataFolder: v.string(),
        weightsFile: v.string(),
        backbonesFolder: v.optional(v.string()),
      }),
      /** What is taught; null where nothing is. */
      student: v.nullable(ModelSpec),
      /** By what the best epoch is told. */
      objective: Objective,
      seed: v.strictObject({ number: v.number(), runId: RunId }),
      /** Of Fettle, for the file. */
      version: v.string(),
      files: v.strictObject({
        /** The smaller model, and its weights where they are others than the trial's. */
        onnx: v.string(),
        weights: v.string(),
        /** Where the file before is written to be measured. */
        before: v.string(),
      }),
    }),
    output: Compressed,
  },
} as const
