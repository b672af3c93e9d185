/** @file How long a model takes to answer. */
import * as v from 'valibot'

export const Latency = v.strictObject({
  /** Rows at a time. */
  batch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Milliseconds for the whole batch. */
  medianMs: v.number(),
  p95Ms: v.number(),
})
export type Latency = v.InferOutput<typeof Latency>
