/** @file The correlation ratio η: how far categories explain a figure, from 0 to 1. */
import type { Categories } from '../column/categories'

/**
 * The root of the share of the figures' variance that lies between the groups (Pearson 1905), over the rows where both are
 * known. @returns null where fewer than three rows are known or the figures do not change.
 */
export function correlationRatio(values: Float64Array, groups: Categories): number | null {
  const sums = new Float64Array(groups.size)
  const counts = new Int32Array(groups.size)
  const { codes } = groups
  let [count, sum] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] ?? -1
    const value = values[row] ?? NaN
    if (code < 0 || Number.isNaN(value)) continue
    count++
    sum += value
    sums[code] = (sums[code] ?? 0) + value
    counts[code] = (counts[code] ?? 0) + 1
  }
  const mean = sum / count
  // A second pass around the mean: its squares do not cancel.
  let squares = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if ((codes[row] ?? -1) < 0 || Number.isNaN(value)) continue
    squares += (value - mean) ** 2
  }
  if (count < 3 || squares <= 0) return null
  const between = counts.reduce(
    (sum, size, code) => sum + (size === 0 ? 0 : size * ((sums[code] ?? 0) / size - mean) ** 2),
    0,
  )
  return Math.sqrt(Math.min(1, between / squares))
}
