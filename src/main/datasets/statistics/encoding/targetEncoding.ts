/** @file Figures for categories: the mean of the target where each occurs, pulled towards the mean of all. */
import type { Categories } from '../column/categories'
import { momentsOf } from '../column/moments'

/** How many rows the mean of all weighs; `auto` follows from the spread of the target (empirical Bayes). */
export type Smoothing = 'auto' | number

export interface TargetEncoding {
  /** Of each category. */
  readonly values: Float64Array
  /** Of categories that are missing or were never seen: the mean of the target. */
  readonly other: number
}

/**
 * Micci-Barreca (2001), equations 5 to 7, as scikit-learn's `TargetEncoder`. Rows without a category count for the mean of
 * all only; those without a target (NaN) for nothing. For several classes, encode the flag of each (`flagsOf`).
 */
export function fitTargetEncoding(
  categories: Categories,
  target: Float64Array,
  smoothing: Smoothing,
): TargetEncoding {
  const { mean, variance } = momentsOf(target)
  const groups = groupsOf(categories, target)
  const weigh = (count: number, squares: number) => {
    if (smoothing !== 'auto') return count / (count + smoothing)
    return (variance * count) / (variance * count + squares / count)
  }
  const values = Float64Array.from(groups, ({ count, average, squares }) => {
    const weight = count === 0 ? 0 : weigh(count, squares)
    return Number.isNaN(weight) ? mean : weight * average + (1 - weight) * mean
  })
  return { values, other: mean }
}

interface Group {
  count: number
  average: number
  squares: number
}

/** Count, mean and sum of squares around the mean of the target in each category. */
function groupsOf({ codes, size }: Categories, target: Float64Array): Group[] {
  const groups = Array.from({ length: size }, (): Group => ({ count: 0, average: 0, squares: 0 }))
  target.forEach((value, row) => {
    const group = groups[codes[row] ?? -1]
    if (!group || Number.isNaN(value)) return
    group.count++
    const from = value - group.average
    group.average += from / group.count
    group.squares += from * (value - group.average)
  })
  return groups
}

/**
 * Encodes each row by the rows of the other folds, so that no row is told its own target.
 * @param folds from 0, a row. @returns the figure of each row.
 */
export function encodeOutOfFold(
  categories: Categories,
  target: Float64Array,
  { folds, smoothing }: { folds: Int32Array; smoothing: Smoothing },
): Float64Array {
  const encoded = new Float64Array(target.length)
  for (const fold of new Set(folds)) {
    const others = target.map((value, row) => (folds[row] === fold ? NaN : value))
    const { values, other } = fitTargetEncoding(categories, others, smoothing)
    folds.forEach((own, row) => {
      if (own === fold) encoded[row] = values[categories.codes[row] ?? -1] ?? other
    })
  }
  return encoded
}

/** @returns 1 where a row is of the class, 0 where it is of another, NaN where that is not known. */
export function flagsOf({ codes }: Categories, code: number): Float64Array {
  return Float64Array.from(codes, (own) => (own < 0 ? NaN : own === code ? 1 : 0))
}
