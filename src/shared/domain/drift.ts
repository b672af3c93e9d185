/** @file How far new data are from those that a model was trained on. */
import * as v from 'valibot'
import { BuiltInMetric } from './metric'

/**
 * What is compared of a column:
 * - `number`, `value`: its numbers, its values
 * - `length`, `unknownWords`, `words`: of a text its length in characters, the share of its words that training does not know, and how often the
 *   commonest words stand in it
 * - `brightness`, `contrast`, `saturation`, `fileSize`: of a picture, as `PictureFigures` has them
 * - `answer`: what the model answers
 */
export const DRIFT_MEASURES = [
  'number',
  'value',
  'length',
  'unknownWords',
  'words',
  'brightness',
  'contrast',
  'saturation',
  'fileSize',
  'answer',
] as const
export const DriftMeasure = v.picklist(DRIFT_MEASURES)
export type DriftMeasure = v.InferOutput<typeof DriftMeasure>

/** What is measured of a picture, brought to one size: whoever takes larger pictures of the same things shifts nothing but their files. */
export const PictureFigures = v.strictObject({
  /** Mean grey by the weights of ITU-R BT.601, 0 to 1. */
  brightness: v.number(),
  /** Deviation of the grey of its points, 0 to 0.5. */
  contrast: v.number(),
  /** Mean distance of the strongest of red, green and blue from the weakest, 0 (grey) to 1. */
  saturation: v.number(),
  /** Bytes. */
  fileSize: v.number(),
})
export type PictureFigures = v.InferOutput<typeof PictureFigures>

export const PICTURE_MEASURES = Object.keys(PictureFigures.entries) as readonly (keyof PictureFigures)[]

/**
 * - `kolmogorovSmirnov`: of numbers
 * - `chiSquare`: of values; those that are rare are counted as one. Of words, which come in texts, against texts that change sides by chance
 * - `missing`: shares of cells that are missing
 * - `unseen`: share of cells with a value that training never saw, against the share that is let pass
 */
export const DRIFT_TESTS = ['kolmogorovSmirnov', 'chiSquare', 'missing', 'unseen'] as const
export const DriftTest = v.strictObject({
  test: v.picklist(DRIFT_TESTS),
  statistic: v.number(),
  /** Holm's, over all tests of the comparison. */
  p: v.number(),
  /** Whether it is both surer than chance and large enough to matter. */
  isShifted: v.boolean(),
})
export type DriftTest = v.InferOutput<typeof DriftTest>

export const DriftPart = v.strictObject({ label: v.string(), before: v.number(), now: v.number() })
export type DriftPart = v.InferOutput<typeof DriftPart>

export const DriftColumn = v.strictObject({
  name: v.string(),
  measure: DriftMeasure,
  isShifted: v.boolean(),
  /** Population stability index; below 0.1 hardly anything, above 0.25 much. */
  stability: v.number(),
  tests: v.array(DriftTest),
  /** Shares of all cells, training and new. */
  missing: v.strictTuple([v.number(), v.number()]),
  /** Share of the new cells that are there with values that training never saw; 0 for numbers. */
  unseen: v.number(),
  /** Some of those values, the commonest first. */
  unseenValues: v.array(v.string()),
  /** Ranges or values, with the shares of the training cells and of the new ones. */
  parts: v.array(DriftPart),
})
export type DriftColumn = v.InferOutput<typeof DriftColumn>

export const DriftReport = v.strictObject({
  /** Rows that were compared: an even part where there were very many. */
  before: v.number(),
  now: v.number(),
  /** The chance that anything at all is said to have shifted where nothing has. */
  alpha: v.number(),
  /** The most shifted first. */
  columns: v.array(DriftColumn),
  /** Columns that the new data lack. */
  absent: v.array(v.string()),
})
export type DriftReport = v.InferOutput<typeof DriftReport>

/** How a model does on rows whose truth became known. */
export const LivePerformance = v.strictObject({
  metric: BuiltInMetric,
  /** On the validation rows when it was trained. */
  validation: v.nullable(v.number()),
  /** On all rows with a label. */
  value: v.nullable(v.number()),
  rows: v.number(),
  /** In order of time: each a run of rows that follow each other. */
  periods: v.array(
    v.strictObject({ from: v.number(), to: v.number(), rows: v.number(), value: v.nullable(v.number()) }),
  ),
  /** Whether it is worse than at validation by more than chance and a twentieth. */
  isAlarm: v.boolean(),
})
export type LivePerformance = v.InferOutput<typeof LivePerformance>
