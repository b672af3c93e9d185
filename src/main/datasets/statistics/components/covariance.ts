/** @file Sums of products of columns, and of rows, around the means of the columns. */
import { Matrix } from 'ml-matrix'

/** @param columns centred. @returns Σ over the rows of products of each two columns, divided by rows − 1. */
export function covarianceOf(columns: readonly Float64Array[]): Matrix {
  const size = columns.length
  const divisor = (columns[0]?.length ?? 0) - 1
  const matrix = new Matrix(size, size)
  columns.forEach((left, row) => {
    for (let at = 0; at <= row; at++) {
      const product = dot(left, columns[at] ?? left) / divisor
      matrix.set(row, at, product)
      matrix.set(at, row, product)
    }
  })
  return matrix
}

/** @param columns centred. @returns Σ over the columns of products of each two rows, divided by rows − 1 (Gram's matrix). */
export function gramOf(columns: readonly Float64Array[]): Matrix {
  const size = columns[0]?.length ?? 0
  const rows = Array.from({ length: size }, (_, row) =>
    Float64Array.from(columns, (column) => column[row] ?? 0),
  )
  const matrix = new Matrix(size, size)
  rows.forEach((left, row) => {
    for (let at = 0; at <= row; at++) {
      const product = dot(left, rows[at] ?? left) / (size - 1)
      matrix.set(row, at, product)
      matrix.set(at, row, product)
    }
  })
  return matrix
}

export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}

/** Adds `factor` times the second to the first, in place. */
export function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] ?? 0) + factor * (from[at] ?? 0)
}
