/** @file The correlation ratio η: how far categories explain a figure, from 0 to 1. */
import type { Categories } from '../column/categories'

/**
 * The root of the share of the figures' variance that lies between the groups (Pearson 1905), over the rows where both are
 * known. @returns null where fewer than three rows are known or the figures do not change.
 */
export function correlationRatio(values: Float64Array, groups: Categories): number | null {
  const sums = new Float64Array(groups.size)
  const counts = new Int32Array(groups.size)
  let [count, mean, squares] = [0, 0, 0]
  values.forEach((value, row) => {
    const code = groups.codes[row] ?? -1
    if (code < 0 || Number.isNaN(value)) return
    count++
    const from = value - mean
    mean += from / count
    squares += from * (value - mean)
    sums[code] = (sums[code] ?? 0) + value
    counts[code] = (counts[code] ?? 0) + 1
  })
  if (count < 3 || squares <= 0) return null
  const between = counts.reduce(
    (sum, size, code) => sum + (size === 0 ? 0 : size * ((sums[code] ?? 0) / size - mean) ** 2),
    0,
  )
  return Math.sqrt(Math.min(1, between / squares))
}
