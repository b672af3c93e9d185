/** @file Least squares where columns may depend on each other, as those of conditional parameters do. */

export interface Fit {
  /** Of every column; 0 for one that those before it make up. */
  readonly coefficients: readonly number[]
  readonly residual: number
  readonly rank: number
}

/** What is left of a column, as a share of it, that counts as nothing. */
const NOTHING = 1e-9

/** Modified Gram–Schmidt, each column made perpendicular twice. @returns the fit of y, its residual as a sum of squares. */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): Fit {
  const basis: { vector: Float64Array; column: number; shares: number[] }[] = []
  for (const [index, column] of columns.entries()) {
    const vector = Float64Array.from(column)
    const shares = basis.map(() => 0)
    for (let pass = 0; pass < 2; pass++) {
      for (const [place, { vector: other }] of basis.entries()) {
        const share = dot(other, vector)
        shares[place] = (shares[place] ?? 0) + share
        subtract(vector, other, share)
      }
    }
    const length = Math.sqrt(dot(vector, vector))
    if (length <= NOTHING * Math.sqrt(dot(column, column)) || length === 0) continue
    basis.push({ vector: vector.map((value) => value / length), column: index, shares: [...shares, length] })
  }
  const rest = Float64Array.from(y)
  const targets = basis.map(({ vector }) => {
    const share = dot(vector, rest)
    subtract(rest, vector, share)
    return share
  })
  const coefficients = columns.map(() => 0)
  for (const [place, { column, shares }] of [...basis.entries()].reverse()) {
    const value = (targets[place] ?? 0) / (shares[place] ?? 1)
    coefficients[column] = value
    for (let before = 0; before < place; before++)
      targets[before] = (targets[before] ?? 0) - value * (shares[before] ?? 0)
  }
  return { coefficients, residual: dot(rest, rest), rank: basis.length }
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0)
  return sum
}

function subtract(from: Float64Array, what: Float64Array, share: number): void {
  for (let index = 0; index < from.length; index++)
    from[index] = (from[index] ?? 0) - share * (what[index] ?? 0)
}
