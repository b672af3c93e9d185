/** @file Correlations of every column with every other. */
import { momentsOf } from '../column/moments'
import { ranksOf } from '../column/ranks'
import { correlate, correlateRanks } from './correlate'

export type CorrelationKind = 'pearson' | 'spearman'

/**
 * Each pair over the rows where both are known (pandas' `corr`).
 * @returns rows × columns, row by row: 1 on the diagonal, NaN where a correlation is undefined.
 */
export function correlationMatrix(columns: readonly Float64Array[], kind: CorrelationKind): Float64Array {
  const size = columns.length
  const whole = columns.map((column) => standardizeWhole(kind === 'spearman' ? ranksOf(column) : column))
  const matrix = new Float64Array(size * size)
  columns.forEach((left, row) => {
    matrix[row * size + row] = 1
    for (let at = 0; at < row; at++) {
      const right = columns[at] ?? left
      const r = meanProduct(whole[row] ?? null, whole[at] ?? null) ?? bond(left, right, kind)
      matrix[row * size + at] = r
      matrix[at * size + row] = r
    }
  })
  return matrix
}

function bond(left: Float64Array, right: Float64Array, kind: CorrelationKind): number {
  return (kind === 'pearson' ? correlate(left, right) : correlateRanks(left, right)) ?? NaN
}

/** @returns figures of mean 0 and variance 1; null where one is missing or none differs, so that pairs must be looked at. */
function standardizeWhole(values: Float64Array): Float64Array | null {
  const { count, mean, variance } = momentsOf(values)
  if (count < values.length || count < 3 || variance <= 0) return null
  const deviation = Math.sqrt(variance)
  return values.map((value) => (value - mean) / deviation)
}

/** r of two standardised columns is the mean of their products. */
function meanProduct(left: Float64Array | null, right: Float64Array | null): number | null {
  if (!left || !right) return null
  let sum = 0
  for (let row = 0; row < left.length; row++) sum += (left[row] ?? 0) * (right[row] ?? 0)
  return Math.max(-1, Math.min(1, sum / left.length))
}
