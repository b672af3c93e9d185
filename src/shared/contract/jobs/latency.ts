/** @file How long a model takes to answer. */
import * as v from 'valibot'
import { Latency } from '../../domain/latency'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))

export const latencyJobs = {
  /** Times an ONNX model on one thread of the processor, after warming up, with rows of ones. */
  latency: {
    input: v.strictObject({
      /** Absolute path of the model. */
      file: v.string(),
      /** Rows at a time. */
      batches: v.pipe(v.array(Count), v.minLength(1)),
      /** Answers to time, each. */
      runs: Count,
    }),
    output: v.array(Latency),
  },
} as const
