/** @file How rows are divided into training, validation and sealed test rows. */
import * as v from 'valibot'

const Share = v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.98))

export const Split = v.strictObject({
  kind: v.literal('holdout'),
  /** Shares of all rows; the three add up to 1. */
  train: Share,
  validation: Share,
  test: Share,
  /** Keep the share of every class alike in the three parts (only for classes). */
  isStratified: v.boolean(),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
})
export type Split = v.InferOutput<typeof Split>

export const PARTS = ['train', 'validation', 'test'] as const
export const Part = v.picklist(PARTS)
export type Part = v.InferOutput<typeof Part>

/** Rows in each part. */
export const PartCounts = v.strictObject({ train: v.number(), validation: v.number(), test: v.number() })
export type PartCounts = v.InferOutput<typeof PartCounts>

export const DEFAULT_SPLIT: Split = {
  kind: 'holdout',
  train: 0.64,
  validation: 0.16,
  test: 0.2,
  isStratified: true,
  seed: 1,
}
