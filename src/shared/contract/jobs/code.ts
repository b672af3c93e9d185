/** @file Writing a trial as a script, with all that the script reads. */
import * as v from 'valibot'
import { CodeFramework } from '../../domain/code'
import { ModelSpec } from '../../domain/modelSpec'
import { Output, Task } from '../../domain/task'
import { TrainingSpec } from '../../domain/trainingSpec'

export const codeJobs = {
  /** Writes script, arrays and a README into a folder that is there. @returns their paths in it */
  code: {
    input: v.strictObject({
      framework: CodeFramework,
      title: v.string(),
      model: ModelSpec,
      training: TrainingSpec,
      task: Task,
      output: Output,
      seed: v.number(),
      /** Of the prepared tensors. */
      dataFolder: v.string(),
      /** Of the trial, an epoch each. */
      losses: v.array(v.strictObject({ train: v.number(), validation: v.number() })),
      folder: v.string(),
    }),
    output: v.array(v.string()),
  },
} as const
