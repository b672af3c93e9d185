/** @file Matérn's kernel with smoothness 5/2 of distances in which every scale has a length of its own (Rasmussen and Williams 2006, equation 4.17). */
import type { Embedding } from './embedding'

const ROOT_5 = Math.sqrt(5)

/** @param square of the distance, ≥ 0 @returns the correlation, 1 at 0. */
export function matern(square: number): number {
  const r = ROOT_5 * Math.sqrt(square)
  return (1 + r + (r * r) / 3) * Math.exp(-r)
}

/** @returns the derivative of `matern` by the square of the distance. */
export function maternSlope(square: number): number {
  const r = ROOT_5 * Math.sqrt(square)
  return (-5 / 6) * (1 + r) * Math.exp(-r)
}

/** @returns for every scale the squared distances of all pairs of rows, before they are shrunk: pair (i, j < i) stands at i (i − 1) ÷ 2 + j. */
export function pairDistances(
  { columns, scales, scaleOf }: Embedding,
  rows: readonly Float64Array[],
): Float64Array[] {
  const pairs = (rows.length * (rows.length - 1)) / 2
  const distances = Array.from({ length: scales }, () => new Float64Array(pairs))
  for (let column = 0; column < columns; column++) {
    const own = distances[scaleOf[column] ?? 0]
    if (own === undefined) continue
    let pair = 0
    for (let i = 1; i < rows.length; i++) {
      const place = rows[i]?.[column] ?? 0
      for (let j = 0; j < i; j++, pair++) {
        const gap = place - (rows[j]?.[column] ?? 0)
        own[pair] = (own[pair] ?? 0) + gap * gap
      }
    }
  }
  return distances
}

/** @returns what each column is multiplied by, so that distances are in units of the lengths. */
export function shrinkFactors({ scaleOf }: Embedding, logLengths: ArrayLike<number>): Float64Array {
  return Float64Array.from(scaleOf, (scale) => Math.exp(-(logLengths[scale] ?? 0)))
}

/** Rows of features, shrunk by the lengths of their scales and laid end to end. */
export function shrink(factors: Float64Array, rows: readonly Float64Array[]): Float64Array {
  const columns = factors.length
  const flat = new Float64Array(rows.length * columns)
  for (const [index, row] of rows.entries()) {
    for (let column = 0; column < columns; column++)
      flat[index * columns + column] = (row[column] ?? 0) * (factors[column] ?? 1)
  }
  return flat
}

/** @returns the squared distance of row `i` of one set of shrunk rows to row `j` of another. */
export function squaredDistance(
  columns: number,
  left: { readonly rows: Float64Array; readonly row: number },
  right: { readonly rows: Float64Array; readonly row: number },
): number {
  const [i, j] = [left.row * columns, right.row * columns]
  let sum = 0
  for (let column = 0; column < columns; column++) {
    const gap = (left.rows[i + column] ?? 0) - (right.rows[j + column] ?? 0)
    sum += gap * gap
  }
  return sum
}
