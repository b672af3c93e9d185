/** @file Rows as directions of length 1, row-major, and how near they are to each other. */

export interface Vectors {
  readonly rows: number
  /** Numbers a row. */
  readonly width: number
  readonly values: Float32Array
  /** Class of every row. */
  readonly classes: ArrayLike<number>
}

export function toVectors(values: Float32Array, classes: ArrayLike<number>): Vectors {
  const rows = classes.length
  return { rows, width: rows === 0 ? 1 : values.length / rows, values, classes }
}

/** The cosine of two rows. */
export function similarity(one: Vectors, row: number, other: Vectors, otherRow: number): number {
  const { width } = one
  const [from, otherFrom] = [row * width, otherRow * width]
  let sum = 0
  for (let index = 0; index < width; index++) {
    sum += (one.values[from + index] ?? 0) * (other.values[otherFrom + index] ?? 0)
  }
  return sum
}

/** From 0 for the same direction to 2 for the opposite one: |a − b| = √(2 − 2 a·b). */
export function toDistance(cosine: number): number {
  return Math.sqrt(Math.max(0, 2 - 2 * cosine))
}

/** Evenly spaced rows, always the same ones; all of them where there are no more. */
export function spreadVectors(vectors: Vectors, most: number): Vectors {
  const { rows, width, values, classes } = vectors
  if (rows <= most) return vectors
  const picked = Array.from({ length: most }, (_, index) => Math.floor((index * rows) / most))
  const kept = new Float32Array(most * width)
  picked.forEach((row, index) => kept.set(values.subarray(row * width, (row + 1) * width), index * width))
  return { rows: most, width, values: kept, classes: picked.map((row) => classes[row] ?? 0) }
}
