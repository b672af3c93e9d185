/** @file What lies in the folder of a prepared dataset version: a description beside the tensors of the three parts. */
import * as v from 'valibot'
import { Augmentation } from './augmentation'
import { FittedRecipe } from './fittedRecipe'
import { InputSpec } from './modelInput'
import { NaiveForecasts } from './seriesProfile'
import { PartCounts, type Part } from './split'

/** How the cells of a tensor file are written, little-endian: float32, int32 (tokens), or bytes that stand for value / 255. */
export const TENSOR_TYPES = ['f32', 'i32', 'u8'] as const
export const TensorType = v.picklist(TENSOR_TYPES)
export type TensorType = v.InferOutput<typeof TensorType>

export const PreparedInput = v.strictObject({ spec: InputSpec, type: TensorType })
export type PreparedInput = v.InferOutput<typeof PreparedInput>

export const PreparedMeta = v.strictObject({
  /** Rows of the tensors; those of training may be more or fewer than the rows of the data where classes were balanced. */
  counts: PartCounts,
  /** The inputs of the model, the main one first. */
  inputs: v.pipe(v.array(PreparedInput), v.minLength(1)),
  /** Whether `train.weights.f32` says what the loss of each training row is multiplied with. */
  hasWeights: v.boolean(),
  /** How the pictures of an input are changed in training; null: not at all. */
  augmentation: v.nullable(v.strictObject({ input: v.string(), settings: Augmentation })),
  /** Which of the folds the parts are, from 0. */
  fold: v.number(),
  fitted: FittedRecipe,
  /** Of a series of figures: what forecasts that only repeat the past are worth on the sealed rows. */
  naive: v.optional(v.nullable(NaiveForecasts)),
  /** Rows left out because their target (or a `dropRow` column) is missing. */
  droppedCount: v.number(),
  /** Pictures in which the face that is looked for was not found, of all pictures; absent where none is looked for. */
  focus: v.optional(v.strictObject({ missed: v.number(), pictures: v.number() })),
})
export type PreparedMeta = v.InferOutput<typeof PreparedMeta>

/** Another name than that of the first release, whose folders are made again. */
export const PREPARED_META_FILE = 'prepared.json'

/** @returns the file of an input of a part: row-major [rows, …shape]. */
export function tensorFile(part: Part, { spec, type }: PreparedInput): string {
  return `${part}.${spec.name}.${type}`
}

/** @returns the file of the targets of a part, float32 [rows]: class index, or scaled number. */
export function targetFile(part: Part): string {
  return `${part}.y.f32`
}

export const WEIGHTS_FILE = 'train.weights.f32'
