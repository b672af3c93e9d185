/** @file The recipe of a dataset version: ordered steps, fitted on training rows only, applied to all. */
import * as v from 'valibot'

const Columns = v.array(v.string())

/** Fills or removes missing cells of the named columns. */
export const ImputeStep = v.strictObject({
  kind: v.literal('impute'),
  columns: Columns,
  /** `ownCategory` turns "missing" into a class of its own; `dropRow` leaves the row out of every part. */
  method: v.picklist(['median', 'mean', 'mode', 'constant', 'ownCategory', 'dropRow']),
  /** For `constant`: the text of the cell to fill in. */
  constant: v.optional(v.string()),
})

/** Turns categories into numbers. */
export const EncodeStep = v.strictObject({
  kind: v.literal('encode'),
  columns: Columns,
  /** `oneHot`: an input a category; `ordinal`: its rank by frequency, one input. */
  method: v.picklist(['oneHot', 'ordinal']),
  /** The commonest categories that keep an input of their own; the rest share one called "other". */
  maxCategories: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1000)),
})

/** Brings numbers to comparable size. */
export const ScaleStep = v.strictObject({
  kind: v.literal('scale'),
  columns: Columns,
  method: v.picklist(['standard', 'minMax']),
})

export const RecipeStep = v.variant('kind', [ImputeStep, EncodeStep, ScaleStep])
export type RecipeStep = v.InferOutput<typeof RecipeStep>
export type ImputeMethod = v.InferOutput<typeof ImputeStep>['method']
export type EncodeMethod = v.InferOutput<typeof EncodeStep>['method']

export const Recipe = v.array(RecipeStep)
export type Recipe = v.InferOutput<typeof Recipe>
