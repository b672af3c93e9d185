/** @file How far two samples are from being drawn alike. */

/** Rows of each sample that are compared at most; the cost grows with their square. */
const MOST_ROWS = 256

type Rows = ArrayLike<number>

/**
 * Energy distance (Székely and Rizzo 2013, eq. 6.1): 2·E|X − Y| − E|X − X′| − E|Y − Y′| with the Euclidean distance. It is 0
 * only where both samples have one distribution; as an estimate from samples it may stay a little above.
 *
 * @param width numbers a row of both samples, row-major
 */
export function energyDistance(left: Rows, right: Rows, width: number): number {
  const [a, b] = [pickRows(left, width), pickRows(right, width)]
  return 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b)
}

/** Evenly spaced rows, always the same ones. */
function pickRows(values: Rows, width: number): Float32Array[] {
  const rows = Math.floor(values.length / width)
  const count = Math.min(rows, MOST_ROWS)
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * rows) / count) * width
    return Float32Array.from({ length: width }, (_, column) => values[start + column] ?? 0)
  })
}

function meanDistance(left: readonly Float32Array[], right: readonly Float32Array[]): number {
  let total = 0
  for (const a of left) for (const b of right) total += distance(a, b)
  return total / (left.length * right.length)
}

function distance(a: Float32Array, b: Float32Array): number {
  let squares = 0
  for (let index = 0; index < a.length; index++) squares += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2
  return Math.sqrt(squares)
}
