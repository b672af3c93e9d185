/** @file The correlation ratio η: how far categories explain a figure, from 0 to 1. */
import type { Categories } from '../column/categories'

/**
 * The root of the share of the figures' variance that lies between the groups (Pearson 1905), over the rows where both are
 * known. @returns null where fewer than three rows are known or the figures do not change.
 */
export function correlationRatio(values: Float64Array, groups: Categories): number | null {
  const known = ratios.get(values) ?? new WeakMap<Int32Array, number | null>()
  ratios.set(values, known)
  const found = known.get(groups.codes)
  if (found !== undefined) return found
  const ratio = computeRatio(values, groups)
  known.set(groups.codes, ratio)
  return ratio
}

/** Columns do not change, and what was found out about two of them is asked again. */
const ratios = new WeakMap<Float64Array, WeakMap<Int32Array, number | null>>()

function computeRatio(values: Float64Array, groups: Categories): number | null {
  const { count, mean, sums, counts } = sumGroups(values, groups)
  let squares = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if ((groups.codes[row] ?? -1) >= 0 && !Number.isNaN(value)) squares += (value - mean) ** 2
  }
  if (count < 3 || squares <= 0) return null
  const between = counts.reduce(
    (sum, size, code) => sum + (size === 0 ? 0 : size * ((sums[code] ?? 0) / size) ** 2),
    0,
  )
  return Math.sqrt(Math.min(1, between / squares))
}

/** Sums of the groups are around the mean of all, so that their squares do not cancel. */
function sumGroups(values: Float64Array, { codes, size }: Categories) {
  const sums = new Float64Array(size)
  const counts = new Int32Array(size)
  let [count, mean] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if ((codes[row] ?? -1) < 0 || Number.isNaN(value)) continue
    count++
    mean += (value - mean) / count
  }
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] ?? -1
    const value = values[row] ?? NaN
    if (code < 0 || Number.isNaN(value)) continue
    sums[code] = (sums[code] ?? 0) + value - mean
    counts[code] = (counts[code] ?? 0) + 1
  }
  return { count, mean, sums, counts }
}
