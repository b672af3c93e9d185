/** @file Stretching an axis as a matrix: what each element of the longer one takes from those of the shorter one. */
import type { Interpolation } from './signature/pooling'

/**
 * @returns row-major [length · factor, length]; rows sum to 1.
 * `bilinear`: element i looks at (i + ½)/factor − ½, between the two elements around it (half-pixel centres, as TensorFlow 2
 * and Keras have them).
 */
export function stretchMatrix(length: number, factor: number, interpolation: Interpolation): number[] {
  const matrix = new Array<number>(length * factor * length).fill(0)
  for (let row = 0; row < length * factor; row++) {
    const place = interpolation === 'nearest' ? Math.floor(row / factor) : (row + 0.5) / factor - 0.5
    const low = Math.floor(place)
    for (const [column, share] of [
      [low, 1 - (place - low)],
      [low + 1, place - low],
    ] as const) {
      const index = row * length + Math.min(Math.max(column, 0), length - 1)
      matrix[index] = (matrix[index] ?? 0) + share
    }
  }
  return matrix
}
