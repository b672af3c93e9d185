/** @file How strongly two columns go together, from 0 to 1, over the rows where both are known. */
import type { TextView } from '../import/table/views'

/** What the target looks like to the measures. */
export type AssociationTarget =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'classes'; readonly view: TextView }

/** @returns |r|, Pearson's correlation of two columns of numbers; null where it is undefined. */
export function correlate(left: Float64Array, right: Float64Array): number | null {
  let [count, meanLeft, meanRight, squaresLeft, squaresRight, products] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < left.length; row++) {
    const x = left[row] ?? NaN
    const y = right[row] ?? NaN
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    count++
    // Welford's update: sums of squares around a moving mean do not cancel.
    const fromLeft = x - meanLeft
    const fromRight = y - meanRight
    meanLeft += fromLeft / count
    meanRight += fromRight / count
    squaresLeft += fromLeft * (x - meanLeft)
    squaresRight += fromRight * (y - meanRight)
    products += fromLeft * (y - meanRight)
  }
  if (count < 3 || squaresLeft <= 0 || squaresRight <= 0) return null
  return Math.min(1, Math.abs(products) / (Math.sqrt(squaresLeft) * Math.sqrt(squaresRight)))
}

/** @returns the correlation ratio η: the root of the share of a number's variance that lies between the groups. */
export function correlationRatio(values: Float64Array, groups: TextView): number | null {
  const sums = new Float64Array(groups.texts.length)
  const counts = new Int32Array(groups.texts.length)
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

/**
 * @returns Cramér's V of two columns of categories with the correction for bias of Bergsma (2013), without which many
 * categories on few rows look like a strong bond; null where it is undefined.
 */
export function cramersV(left: TextView, right: TextView): number | null {
  const cells = new Map<number, number>()
  const rows = new Int32Array(left.texts.length)
  const columns = new Int32Array(right.texts.length)
  let count = 0
  left.codes.forEach((first, row) => {
    const second = right.codes[row] ?? -1
    if (first < 0 || second < 0) return
    const cell = first * right.texts.length + second
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
    rows[first] = (rows[first] ?? 0) + 1
    columns[second] = (columns[second] ?? 0) + 1
    count++
  })
  let sum = 0
  for (const [cell, seen] of cells) {
    const first = Math.floor(cell / right.texts.length)
    sum += seen ** 2 / ((rows[first] ?? 1) * (columns[cell % right.texts.length] ?? 1))
  }
  return correctForBias({ phi: sum - 1, count, height: countFilled(rows), width: countFilled(columns) })
}

function correctForBias(table: { phi: number; count: number; height: number; width: number }): number | null {
  const { phi, count, height, width } = table
  if (height < 2 || width < 2 || count < 3) return null
  const corrected = Math.max(0, phi - ((height - 1) * (width - 1)) / (count - 1))
  const smaller = Math.min(height - (height - 1) ** 2 / (count - 1), width - (width - 1) ** 2 / (count - 1))
  return smaller <= 1 ? null : Math.min(1, Math.sqrt(corrected / (smaller - 1)))
}

function countFilled(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
}
