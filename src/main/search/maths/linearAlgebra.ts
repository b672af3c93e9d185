/** @file Positive definite matrices on flat arrays, row by row: Cholesky factors, solving, inverting, growing. */

/**
 * Replaces the lower triangle by the Cholesky factor L of L Lᵀ; the upper one is neither read nor written.
 * @param matrix n × n, symmetric
 * @returns false where it is not positive definite; the matrix is spoilt then
 */
export function factorise(matrix: Float64Array, n: number): boolean {
  for (let row = 0; row < n; row++) {
    const at = row * n
    for (let column = 0; column < row; column++) {
      const other = column * n
      const rest = (matrix[at + column] ?? 0) - innerProduct(matrix, at, other, column)
      matrix[at + column] = rest / (matrix[other + column] ?? 1)
    }
    const square = (matrix[at + row] ?? 0) - innerProduct(matrix, at, at, row)
    if (!(square > 0)) return false
    matrix[at + row] = Math.sqrt(square)
  }
  return true
}

/** Solves L x = b in place. @param factor n × n of `factorise` @param b at least n numbers, x afterwards */
export function solveLower(factor: Float64Array, n: number, b: Float64Array): void {
  for (let row = 0; row < n; row++) {
    const at = row * n
    let sum = b[row] ?? 0
    for (let k = 0; k < row; k++) sum -= (factor[at + k] ?? 0) * (b[k] ?? 0)
    b[row] = sum / (factor[at + row] ?? 1)
  }
}

/** Solves Lᵀ x = b in place. */
export function solveUpper(factor: Float64Array, n: number, b: Float64Array): void {
  for (let row = n - 1; row >= 0; row--) {
    const at = row * n
    const x = (b[row] ?? 0) / (factor[at + row] ?? 0)
    b[row] = x
    for (let k = 0; k < row; k++) b[k] = (b[k] ?? 0) - x * (factor[at + k] ?? 0)
  }
}

/** @returns x with L Lᵀ x = b. */
export function solve(factor: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  solveLower(factor, n, x)
  solveUpper(factor, n, x)
  return x
}

/** @returns the inverse of L Lᵀ, n × n, both triangles filled. */
export function invert(factor: Float64Array, n: number): Float64Array {
  // Row j of `lower` is column j of L⁻¹, from its diagonal on: both factors of the product below are read along rows.
  const lower = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    const own = column * n
    lower[own + column] = 1 / (factor[own + column] ?? 0)
    for (let row = column + 1; row < n; row++) {
      const at = row * n
      let sum = 0
      for (let k = column; k < row; k++) sum += (factor[at + k] ?? 0) * (lower[own + k] ?? 0)
      lower[own + row] = -sum / (factor[at + row] ?? 0)
    }
  }
  const inverse = new Float64Array(n * n)
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0
      for (let k = row; k < n; k++) sum += (lower[row * n + k] ?? 0) * (lower[column * n + k] ?? 0)
      inverse[row * n + column] = sum
      inverse[column * n + row] = sum
    }
  }
  return inverse
}

/** @returns ln |L Lᵀ|. */
export function logDeterminant(factor: Float64Array, n: number): number {
  let sum = 0
  for (let row = 0; row < n; row++) sum += Math.log(factor[row * n + row] ?? 0)
  return 2 * sum
}

/**
 * @param row the n numbers of a new last row, and its diagonal
 * @returns the factor of the matrix with that row and column; null where it is not positive definite any more
 */
export function extendFactor(factor: Float64Array, n: number, row: Float64Array): Float64Array | null {
  const wide = n + 1
  const extended = new Float64Array(wide * wide)
  for (let index = 0; index < n; index++) {
    extended.set(factor.subarray(index * n, index * n + index + 1), index * wide)
  }
  const last = row.slice(0, n)
  solveLower(factor, n, last)
  const square = (row[n] ?? 0) - innerProduct(last, 0, 0, n)
  if (!(square > 0)) return null
  extended.set(last, n * wide)
  extended[n * wide + n] = Math.sqrt(square)
  return extended
}

/** @returns the inner product of `length` numbers of a matrix with others of it, from these places on. */
function innerProduct(matrix: Float64Array, left: number, right: number, length: number): number {
  let sum = 0
  for (let k = 0; k < length; k++) sum += (matrix[left + k] ?? 0) * (matrix[right + k] ?? 0)
  return sum
}
