/** @file Cramér's V: how strongly two columns of categories go together, from 0 to 1. */
import type { Categories } from '../column/categories'
import { countPairs } from './contingency'

interface Shape {
  /** χ² over the number of rows. */
  readonly phi: number
  readonly count: number
  readonly height: number
  readonly width: number
}

/** @returns √(φ² / (min(height, width) − 1)), scipy's `association`; null where a column does not change. */
export function cramersV(left: Categories, right: Categories): number | null {
  const { phi, count, height, width } = shapeOf(left, right)
  if (height < 2 || width < 2 || count < 3) return null
  return Math.min(1, Math.sqrt(phi / (Math.min(height, width) - 1)))
}

/**
 * With the correction for bias of Bergsma (2013), without which many categories on few rows look like a strong bond.
 * @returns null where it is undefined.
 */
export function correctedCramersV(left: Categories, right: Categories): number | null {
  const { phi, count, height, width } = shapeOf(left, right)
  if (height < 2 || width < 2 || count < 3) return null
  const corrected = Math.max(0, phi - ((height - 1) * (width - 1)) / (count - 1))
  const smaller = Math.min(height - (height - 1) ** 2 / (count - 1), width - (width - 1) ** 2 / (count - 1))
  return smaller <= 1 ? null : Math.min(1, Math.sqrt(corrected / (smaller - 1)))
}

function shapeOf(left: Categories, right: Categories): Shape {
  const table = countPairs(left, right)
  const sum = table.pairs.reduce(
    (total, pair) =>
      total + pair.count ** 2 / ((table.left[pair.left] ?? 1) * (table.right[pair.right] ?? 1)),
    0,
  )
  const shape = { height: countFilled(table.left), width: countFilled(table.right) }
  return { ...shape, phi: Math.max(0, sum - 1), count: table.count }
}

function countFilled(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
}
