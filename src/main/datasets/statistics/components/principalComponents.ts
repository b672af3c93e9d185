/** @file Principal components of columns. */
import { momentsOf } from '../column/moments'
import { sampleRows, takeRows } from '../column/sampleRows'
import { alongRows, axesByCovariance, axesByIteration, axesByRows, type Axis } from './eigen'

/** Up to so many columns, or rows, all directions are worked out; beyond both, the first ones only. */
const EXACT_SIZE = 500
/** Of wider tables, so many rows are looked at. */
export const ITERATED_ROWS = 5000
/** Of wider tables, so many components are found at most. */
export const MOST_ITERATED = 200

export interface PrincipalComponents {
  /** Of each column. */
  readonly means: Float64Array
  /** [components][columns], each of length 1, the entry of largest size positive. */
  readonly components: readonly Float64Array[]
  /** Along each component (over rows − 1). */
  readonly variances: Float64Array
  /** Of the variance of all columns. */
  readonly shares: Float64Array
}

export type ComponentCount =
  | { readonly kind: 'count'; readonly count: number }
  /** As few as together have more than this share of the variance. */
  | { readonly kind: 'share'; readonly share: number }

/**
 * Principal components as scikit-learn's `PCA` has them, signs included.
 * @param columns of two rows at least; a missing figure (NaN) counts as the mean. @param seed for tables of many columns and many rows.
 */
export function fitPrincipalComponents(
  columns: readonly Float64Array[],
  keep: ComponentCount,
  seed = 0,
): PrincipalComponents {
  const moments = columns.map(momentsOf)
  const rowCount = columns[0]?.length ?? 0
  const total = moments.reduce((sum, { variance, count }) => sum + variance * count, 0) / (rowCount - 1)
  const centred = (rows?: Int32Array) =>
    columns.map((column, at) => {
      const mean = moments[at]?.mean ?? 0
      return (rows ? takeRows(column, rows) : column).map((value) => (Number.isNaN(value) ? 0 : value - mean))
    })
  const axes = cutAxes(axesOf(centred, { rowCount, width: columns.length, keep, seed, total }), keep, total)
  return {
    means: Float64Array.from(moments, ({ mean }) => mean),
    components: axes.map(({ direction }) => withSign(direction)),
    variances: Float64Array.from(axes, ({ variance }) => variance),
    shares: Float64Array.from(axes, ({ variance }) => (total === 0 ? 0 : variance / total)),
  }
}

interface Size {
  readonly rowCount: number
  readonly width: number
  readonly keep: ComponentCount
  readonly seed: number
  readonly total: number
}

function axesOf(
  centred: (rows?: Int32Array) => Float64Array[],
  { rowCount, width, keep, seed, total }: Size,
): Axis[] {
  if (rowCount < width && rowCount <= EXACT_SIZE) return axesByRows(centred())
  if (width <= EXACT_SIZE) return axesByCovariance(centred())
  const some = centred(sampleRows(rowCount, ITERATED_ROWS, seed))
  if (keep.kind === 'count') return axesByIteration(some, Math.min(keep.count, MOST_ITERATED), seed)
  // How many it takes is not known beforehand: few are cheap to try.
  for (const count of [MOST_ITERATED / 12, MOST_ITERATED / 4].map(Math.round)) {
    const axes = axesByIteration(some, count, seed)
    if (axes.reduce((sum, { variance }) => sum + variance, 0) > keep.share * total) return axes
  }
  return axesByIteration(some, MOST_ITERATED, seed)
}

function cutAxes(axes: readonly Axis[], keep: ComponentCount, total: number): readonly Axis[] {
  if (keep.kind === 'count') return axes.slice(0, keep.count)
  let [sum, count] = [0, 0]
  while (count < axes.length && sum <= keep.share * total) sum += axes[count++]?.variance ?? 0
  return axes.slice(0, count)
}

/** A direction and its opposite say the same; the largest entry decides, as in scikit-learn's `svd_flip`. */
function withSign(direction: Float64Array): Float64Array {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  return largest < 0 ? direction.map((value) => -value) : direction
}

/** Variances below this share of nothing would blow rounding up. */
const LEAST_DEVIATION = Math.sqrt(Number.EPSILON)

/** @returns components divided by their deviations, so that what they give has variance 1 (whitening). */
export function whitenComponents({ components, variances }: PrincipalComponents): Float64Array[] {
  const least = LEAST_DEVIATION * Math.sqrt(variances[0] ?? 0)
  return components.map((direction, at) => {
    const deviation = Math.sqrt(variances[at] ?? 0)
    return deviation > least ? direction.map((value) => value / deviation) : direction
  })
}

/** @returns a column a component: (x − mean) · component. */
export function projectColumns(
  columns: readonly Float64Array[],
  { means, components }: Pick<PrincipalComponents, 'means' | 'components'>,
): Float64Array[] {
  return components.map((component) => {
    const shift = component.reduce((sum, factor, at) => sum + factor * (means[at] ?? 0), 0)
    return alongRows(columns, component).map((value) => value - shift)
  })
}
