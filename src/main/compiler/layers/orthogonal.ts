/** @file Random directions at right angles. */
import type { Random } from '../../../shared/util/random'

/**
 * Normal vectors, each freed of its part along the ones before it. Two rounds keep the angles right to the last digits where
 * one would lose them (Giraud et al. 2005).
 * @param size `count` vectors of `length` numbers, no more than there are directions
 */
export function orthogonalColumns(
  random: Random,
  { length, count }: { readonly length: number; readonly count: number },
): Float64Array[] {
  const vectors: Float64Array[] = []
  for (let index = 0; index < count; index++) {
    const vector = new Float64Array(length).map(() => random.normal())
    for (let round = 0; round < 2; round++) vectors.forEach((other) => removePart(vector, other))
    const size = Math.sqrt(dot(vector, vector))
    vectors.push(vector.map((value) => value / size))
  }
  return vectors
}

function removePart(vector: Float64Array, direction: Float64Array): void {
  const part = dot(vector, direction)
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) - part * (direction[at] ?? 0)
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}
