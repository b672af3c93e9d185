/** @file Leaves out what is missing. */

/** @returns a copy of the figures without those that are missing (NaN). */
export function presentOf(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length)
  let count = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (!Number.isNaN(value)) present[count++] = value
  }
  return present.subarray(0, count)
}

/** @returns how many figures are not missing. */
export function countPresent(values: Float64Array): number {
  let count = 0
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) count++
  return count
}
