/** @file What a trained network's answers hang on: of the whole model, and of single rows; and where it is wrong. */
import * as v from 'valibot'
import { MetricName } from './metric'
import { Cells } from './partRows'
import { PictureStrip } from './studio'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Numbers = v.array(v.number())
/** A cell as somebody reads it. */
const Shown = v.nullable(v.union([v.string(), v.number()]))

/** What is changed from outside: a column of the source, so that the whole recipe runs, or a feature that the network reads. */
export const ExplainBy = v.picklist(['column', 'feature'])
export type ExplainBy = v.InferOutput<typeof ExplainBy>

/**
 * - `exact`: all 2ⁿ sets of columns (Shapley 1953)
 * - `kernel`: least squares over drawn sets (Lundberg and Lee 2017)
 * - `permutation`: drawn orders and their reverses (Štrumbelj and Kononenko 2014)
 */
export const SHAP_METHODS = ['auto', 'exact', 'kernel', 'permutation'] as const
export const ShapMethod = v.picklist(SHAP_METHODS)
export type ShapMethod = v.InferOutput<typeof ShapMethod>

/** More columns than that are too many sets. */
export const MOST_EXACT = 12

export const PermutationImportance = v.strictObject({
  by: ExplainBy,
  metric: MetricName,
  /** Of the rows as they are. */
  base: v.number(),
  rowCount: Whole,
  repeats: Count,
  /** How much worse the metric gets where the column is shuffled: mean and standard deviation (n) over the repeats; the most important first. */
  columns: v.array(v.strictObject({ name: v.string(), mean: v.number(), deviation: v.number() })),
})
export type PermutationImportance = v.InferOutput<typeof PermutationImportance>

export const ShapValues = v.strictObject({
  by: ExplainBy,
  method: v.picklist(['exact', 'kernel', 'permutation']),
  names: v.array(v.string()),
  /** Classes, or the target alone. */
  labels: v.array(v.string()),
  /** Mean answer over the background, a number a label: probabilities, or the number in its own unit. */
  base: Numbers,
  background: Whole,
  rows: v.array(
    v.strictObject({
      /** Of the validation rows; null for a row that was typed. */
      place: v.nullable(Whole),
      cells: v.array(Shown),
      /** An answer a label. */
      answer: Numbers,
      truth: Shown,
      /** [label][column] */
      values: v.array(Numbers),
    }),
  ),
})
export type ShapValues = v.InferOutput<typeof ShapValues>

export const Dependence = v.strictObject({
  by: ExplainBy,
  columns: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2)),
  labels: v.array(v.string()),
  /** Values of each column that were tried. */
  grid: v.array(v.array(v.union([v.string(), v.number()]))),
  rowCount: Whole,
  /** [label][points]; of two columns row-major, the first one outside. */
  mean: v.array(Numbers),
  /** Of one column: [label][row][points] for some rows. */
  single: v.array(v.array(Numbers)),
})
export type Dependence = v.InferOutput<typeof Dependence>

/**
 * - `integratedGradients`: Sundararajan, Taly and Yan 2017
 * - `saliency`: Simonyan, Vedaldi and Zisserman 2013
 * - `smoothGrad`: Smilkov et al. 2017
 * - `gradCam`: Selvaraju et al. 2017
 * - `occlusion`: Zeiler and Fergus 2014
 */
export const ATTRIBUTION_METHODS = [
  'integratedGradients',
  'saliency',
  'smoothGrad',
  'gradCam',
  'occlusion',
] as const
export const AttributionMethod = v.picklist(ATTRIBUTION_METHODS)
export type AttributionMethod = v.InferOutput<typeof AttributionMethod>

/** What every part of what was read did for the answer. */
export const AttributedInput = v.strictObject({
  name: v.string(),
  kind: v.picklist(['picture', 'steps', 'figures', 'words']),
  /** [height, width], [steps, features], [features] or [words]. */
  shape: v.array(Whole),
  /** Of features or words; empty for pictures. */
  names: v.array(v.string()),
  /** Row-major. */
  values: Numbers,
})
export type AttributedInput = v.InferOutput<typeof AttributedInput>

export const Attribution = v.strictObject({
  method: AttributionMethod,
  /** The layer that Grad-CAM looked at. */
  layer: v.nullable(v.string()),
  /** Layers that Grad-CAM can look at. */
  layers: v.array(v.string()),
  labels: v.array(v.string()),
  /** Which of the labels is explained. */
  label: Whole,
  /** An answer a label. */
  answer: Numbers,
  truth: Shown,
  /** Of integrated gradients: by how much the values miss what they should add up to, and with how many steps. */
  gap: v.nullable(v.number()),
  steps: v.nullable(Count),
  inputs: v.array(AttributedInput),
  picture: v.nullable(PictureStrip),
})
export type Attribution = v.InferOutput<typeof Attribution>

/** Rows with the largest loss that are listed. */
export const MOST_MISTAKES = 20_000

export const Mistakes = v.strictObject({
  /** Classes; empty where a number is predicted. */
  labels: v.array(v.string()),
  /** Of the part. */
  total: Whole,
  /** How many of them are wrong; 0 where a number is predicted. */
  wrong: Whole,
  /**
   * The largest loss first: −ln of the probability of the true class, or the distance from the true number. `truth` and `predicted` are
   * places in `labels`, or numbers in the unit of the target; `confidence` is the probability of what was predicted.
   */
  rows: v.array(
    v.strictObject({
      place: Whole,
      truth: v.number(),
      predicted: v.number(),
      confidence: v.nullable(v.number()),
      loss: v.number(),
    }),
  ),
})
export type Mistakes = v.InferOutput<typeof Mistakes>

/** Raw rows for a job: those that answers are compared with, and those that are explained. */
export const ExplainRows = v.strictObject({
  columns: v.array(v.string()),
  background: Cells,
  explained: Cells,
  /** Places of the explained rows in the validation part; null for rows that were typed. */
  places: v.nullable(v.array(Whole)),
})
export type ExplainRows = v.InferOutput<typeof ExplainRows>
