/** @file Steps that give figures another form, size or company. */
import * as v from 'valibot'
import { STEP, whole } from './stepBase'

export const TRANSFORM_METHODS = ['log', 'squareRoot', 'square', 'boxCox', 'yeoJohnson', 'quantile'] as const

/** Straightens out skewed figures. */
export const TransformStep = v.strictObject({
  kind: v.literal('transform'),
  ...STEP,
  /** `log` is sign(x) · ln(1 + |x|), `squareRoot` sign(x) · √|x|; `boxCox` wants figures above 0, else it counts as `yeoJohnson`. */
  method: v.optional(v.picklist(TRANSFORM_METHODS), 'yeoJohnson'),
  /** For `quantile`: what the figures are spread like. */
  distribution: v.optional(v.picklist(['normal', 'uniform']), 'normal'),
  /** For `quantile`: how many reference points. */
  quantiles: v.optional(whole(10, 1000), 100),
})

/** Adds powers and products of the columns. */
export const PolynomialStep = v.strictObject({
  kind: v.literal('polynomial'),
  ...STEP,
  degree: v.optional(whole(2, 4), 2),
  /** Products of different columns only. */
  interactionOnly: v.optional(v.boolean(), false),
})

/** Cuts figures into intervals. */
export const BinStep = v.strictObject({
  kind: v.literal('bin'),
  ...STEP,
  method: v.optional(v.picklist(['quantile', 'uniform', 'kMeans']), 'quantile'),
  bins: v.optional(whole(2, 50), 5),
  /** `ordinal`: the number of the interval; `oneHot`: an input an interval. */
  output: v.optional(v.picklist(['ordinal', 'oneHot']), 'ordinal'),
})

export const SCALE_METHODS = ['standard', 'minMax', 'robust', 'maxAbs'] as const

/** Brings numbers to comparable size. */
export const ScaleStep = v.strictObject({
  kind: v.literal('scale'),
  ...STEP,
  method: v.picklist(SCALE_METHODS),
})

/** Brings every row to length 1. */
export const NormalizeStep = v.strictObject({
  kind: v.literal('normalize'),
  ...STEP,
  norm: v.optional(v.picklist(['l2', 'l1', 'max']), 'l2'),
})

export const DATE_PARTS = [
  'year',
  'quarter',
  'month',
  'week',
  'dayOfYear',
  'dayOfMonth',
  'weekday',
  'hour',
  'minute',
  'isWeekend',
] as const

/** Adds what a calendar says about a date. */
export const DatePartsStep = v.strictObject({
  kind: v.literal('dateParts'),
  ...STEP,
  parts: v.optional(v.pipe(v.array(v.picklist(DATE_PARTS)), v.minLength(1)), ['year', 'month', 'weekday']),
  /** Parts that come round (month, weekday, hour …) as a point on a circle: two figures, sine and cosine. */
  isCyclic: v.optional(v.boolean(), true),
  /** Whether the date itself goes. */
  dropsDate: v.optional(v.boolean(), true),
})
