/** @file What a model shows before a study: how its loss follows the learning rate, and what batches cost. */
import * as v from 'valibot'

export const RatePoint = v.strictObject({
  rate: v.number(),
  /** Of one batch. */
  loss: v.number(),
  /** Its moving average so far, corrected for its beginning. */
  smooth: v.number(),
})
export type RatePoint = v.InferOutput<typeof RatePoint>

/** A learning-rate range test (Smith 2017): the rate grows from batch to batch, from nothing to too much. */
export const RateTest = v.strictObject({
  points: v.array(RatePoint),
  /** What the curve says; null where the loss never came down. */
  reading: v.nullable(
    v.strictObject({
      /** Where the loss falls fastest. */
      steepest: v.number(),
      /** Two thirds down the longest descent. */
      valley: v.number(),
      lowest: v.number(),
      /** Where it has risen far above its minimum; null where the test ended before. */
      diverged: v.nullable(v.number()),
      /** Worth searching. */
      range: v.strictObject({ low: v.number(), high: v.number() }),
    }),
  ),
  batchSize: v.number(),
})
export type RateTest = v.InferOutput<typeof RateTest>

export const BatchPoint = v.strictObject({
  batchSize: v.number(),
  rowsPerSecond: v.nullable(v.number()),
  msPerStep: v.nullable(v.number()),
  /** The most that the process held while it trained so, in bytes. */
  peakBytes: v.nullable(v.number()),
  /** What the compiler had said it would take. */
  estimatedBytes: v.number(),
  /** Why it was not trained; null where it was. */
  reason: v.nullable(v.picklist(['memory'])),
})
export type BatchPoint = v.InferOutput<typeof BatchPoint>

export const BatchTest = v.strictObject({
  points: v.array(BatchPoint),
  /** The smallest batch that is nearly as fast as any that leaves an epoch eight steps; null where nothing could be measured. */
  advice: v.nullable(v.strictObject({ batchSize: v.number(), values: v.array(v.number()) })),
  rows: v.number(),
})
export type BatchTest = v.InferOutput<typeof BatchTest>
