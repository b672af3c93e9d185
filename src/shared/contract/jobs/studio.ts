/** @file Looking at a trained network from within. */
import * as v from 'valibot'
import { ModelSpec } from '../../domain/modelSpec'
import { Anomalies, CodeMap, Generated, MapMethod, Reconstructions } from '../../domain/studio'
import { Task } from '../../domain/task'
import { TrainingSpec } from '../../domain/trainingSpec'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Seed = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A run that has finished. */
export const TrainedInput = {
  model: ModelSpec,
  training: TrainingSpec,
  task: Task,
  dataFolder: v.string(),
  weightsFile: v.string(),
}

export const studioJobs = {
  /** What a layer makes of the validation rows, laid out in the plane. */
  mapCodes: {
    input: v.strictObject({
      ...TrainedInput,
      /** Null: the narrowest of an autoencoder, the last before the output of others. */
      layer: v.nullable(v.string()),
      method: MapMethod,
      /** Of UMAP: how many neighbours a row is kept together with. */
      neighbours: v.pipe(Count, v.minValue(2), v.maxValue(200)),
      most: Count,
      seed: Seed,
    }),
    output: CodeMap,
  },
  reconstruct: {
    input: v.strictObject({ ...TrainedInput, count: v.pipe(Count, v.maxValue(64)), seed: Seed }),
    output: Reconstructions,
  },
  findAnomalies: {
    input: v.strictObject({
      ...TrainedInput,
      /** Of the validation rows that count as usual. */
      share: v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.9999)),
      top: v.pipe(Count, v.maxValue(200)),
    }),
    output: Anomalies,
  },
  generateRows: {
    input: v.strictObject({
      ...TrainedInput,
      /** Random numbers, a row a point. */
      latents: v.pipe(v.array(v.array(v.number())), v.minLength(1)),
    }),
    output: Generated,
  },
} as const
