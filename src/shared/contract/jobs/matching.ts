/** @file Rows compared with each other by a trained model. */
import * as v from 'valibot'
import { MatchReport } from '../../domain/matching'
import { ModelSpec } from '../../domain/modelSpec'
import { Task } from '../../domain/task'
import { TrainingSpec } from '../../domain/trainingSpec'

const trained = {
  model: ModelSpec,
  training: TrainingSpec,
  task: Task,
  dataFolder: v.string(),
  weightsFile: v.string(),
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const matchingJobs = {
  /** How the validation rows are told apart, and found among the training rows. */
  matchReport: { input: v.strictObject(trained), output: MatchReport },
  /** Writes what the model makes of the training rows: float32 [rows, size], and behind it the class of every row. */
  matchGallery: {
    input: v.strictObject({
      ...trained,
      /** Absolute path; whole as soon as it is there. */
      file: v.string(),
    }),
    output: v.strictObject({ rows: Count, size: Count }),
  },
} as const
