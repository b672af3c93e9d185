/** @file Looks at a model and its data before a study, and at a trained one after it. */
import * as v from 'valibot'
import { Placement } from '../../domain/device'
import { BatchTest, RateTest } from '../../domain/diagnosis/probe'
import { ModelSpec } from '../../domain/modelSpec'
import { Output, Task } from '../../domain/task'
import { TrainingSpec } from '../../domain/trainingSpec'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** What is trained for a moment; nothing of it is kept. */
const subject = {
  model: ModelSpec,
  training: TrainingSpec,
  task: Task,
  output: Output,
  /** Folder of the prepared tensors. */
  dataFolder: v.string(),
  /** Folder of the weights that backbones begin with. */
  backbonesFolder: v.optional(v.string()),
  seed: v.number(),
  placement: Placement,
}

export const probeJobs = {
  /** Trains with a rate that grows from batch to batch until the loss is thrown out. */
  rateTest: {
    input: v.strictObject({
      ...subject,
      low: v.pipe(v.number(), v.minValue(1e-10)),
      high: v.pipe(v.number(), v.maxValue(1000)),
      /** Batches from the lowest to the highest rate. */
      steps: v.pipe(Count, v.minValue(20), v.maxValue(2000)),
    }),
    output: RateTest,
  },
  /** Trains with batches of each size for a moment, the smallest first. */
  batchTest: {
    input: v.strictObject({
      ...subject,
      batchSizes: v.pipe(v.array(Count), v.minLength(1), v.maxLength(20)),
      /** For each. */
      milliseconds: Count,
    }),
    output: BatchTest,
  },
  /** How well every class of the validation rows is found by a trained model. */
  classRecalls: {
    input: v.strictObject({
      model: ModelSpec,
      training: TrainingSpec,
      task: Task,
      dataFolder: v.string(),
      weightsFile: v.string(),
    }),
    output: v.array(v.strictObject({ label: v.string(), recall: v.number(), rows: v.number() })),
  },
} as const
