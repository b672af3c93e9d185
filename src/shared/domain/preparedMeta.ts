/** @file What lies in the folder of a prepared dataset version: `meta.json` beside the tensors of the three parts. */
import * as v from 'valibot'
import { FittedRecipe } from './fittedRecipe'
import { PartCounts } from './split'

/** The content of `meta.json`. */
export const PreparedMeta = v.strictObject({
  counts: PartCounts,
  /** Inputs of the model: columns of `<part>.x.f32`. */
  featureCount: v.number(),
  fitted: FittedRecipe,
  /** Rows left out because their target (or a `dropRow` column) is missing. */
  droppedCount: v.number(),
})
export type PreparedMeta = v.InferOutput<typeof PreparedMeta>

export const PREPARED_META_FILE = 'meta.json'

/** Names of the files of a part: row-major little-endian float32 features [rows, features] and targets [rows]. */
export const PREPARED_TENSOR_FILES = {
  train: { x: 'train.x.f32', y: 'train.y.f32' },
  validation: { x: 'validation.x.f32', y: 'validation.y.f32' },
  test: { x: 'test.x.f32', y: 'test.y.f32' },
} as const
