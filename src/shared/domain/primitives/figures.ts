/**
 * @file Primitives from figures to figures. NaN stands for a missing figure and goes through all of them but `fill`,
 * `indicator` and `neighbours`. Lists run parallel to `columns`.
 */
import * as v from 'valibot'

export const Names = v.array(v.string())
export const Numbers = v.array(v.number())

/** x ← value where x is missing. */
export const Fill = v.strictObject({ kind: v.literal('fill'), columns: Names, values: Numbers })

/** Adds 1 where a figure or text is missing, else 0. */
export const Indicator = v.strictObject({ kind: v.literal('indicator'), columns: Names, names: Names })

/** x ← (x − center) / scale */
export const Affine = v.strictObject({
  kind: v.literal('affine'),
  columns: Names,
  centers: Numbers,
  scales: Numbers,
})

/** x ← min(max(x, low), high) */
export const Clip = v.strictObject({ kind: v.literal('clip'), columns: Names, lows: Numbers, highs: Numbers })

/** `signedLog`: sign(x) · ln(1 + |x|); `signedRoot`: sign(x) · √|x| */
export const Curve = v.strictObject({
  kind: v.literal('curve'),
  columns: Names,
  curve: v.picklist(['signedLog', 'signedRoot', 'square']),
})

/** Box and Cox (1964) or Yeo and Johnson (2000), without scaling afterwards. */
export const Power = v.strictObject({
  kind: v.literal('power'),
  columns: Names,
  method: v.picklist(['boxCox', 'yeoJohnson']),
  lambdas: Numbers,
})

/**
 * x ← its place among the references, 0 to 1, between two of them by a straight line, as scikit-learn's
 * QuantileTransformer; `normal` puts that through the inverse of the normal distribution, cut off at 1e-7 from the ends.
 */
export const Quantile = v.strictObject({
  kind: v.literal('quantile'),
  columns: Names,
  /** Ascending, of each column. */
  references: v.array(Numbers),
  distribution: v.picklist(['normal', 'uniform']),
})

/** Adds the product of some columns (one of them twice for its square) under each name. */
export const Products = v.strictObject({ kind: v.literal('products'), names: Names, factors: v.array(Names) })

/** x ← the number of the interval: how many of the inner edges (ascending) are ≤ x. */
export const Bins = v.strictObject({ kind: v.literal('bins'), columns: Names, edges: v.array(Numbers) })

/** Adds, for a column of whole numbers 0 … n − 1, n columns of zeros and ones, and takes the column out. */
export const Spread = v.strictObject({ kind: v.literal('spread'), column: v.string(), names: Names })

/** y ← ((x − mean) · componentsᵀ); takes the columns out and adds the names. */
export const Project = v.strictObject({
  kind: v.literal('project'),
  columns: Names,
  means: Numbers,
  /** [names, columns] */
  components: v.array(Numbers),
  names: Names,
})

/** Divides each row by the norm of these columns, unless that is 0. */
export const UnitNorm = v.strictObject({
  kind: v.literal('unitNorm'),
  columns: Names,
  norm: v.picklist(['l2', 'l1', 'max']),
})

/**
 * x ← where missing, the mean of that column over the nearest `neighbours` donors that have it; near in the figures that
 * both have (scikit-learn's KNNImputer); `means` where no donor has it.
 */
export const Neighbours = v.strictObject({
  kind: v.literal('neighbours'),
  columns: Names,
  /** [donors, columns]; null where missing. */
  donors: v.array(v.array(v.nullable(v.number()))),
  neighbours: v.number(),
  means: Numbers,
})

/** Adds a part of a date (days since 1970-01-01, a fraction for the time of day), or two: its sine and cosine. */
export const Calendar = v.strictObject({
  kind: v.literal('calendar'),
  column: v.string(),
  part: v.picklist([
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
  ]),
  isCyclic: v.boolean(),
  names: Names,
})

/** Takes columns out. */
export const Drop = v.strictObject({ kind: v.literal('drop'), columns: Names })
