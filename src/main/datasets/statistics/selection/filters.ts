/** @file Which columns to keep by what they are, without a look at the target. */
import { correlationMatrix } from '../association/correlationMatrix'
import { momentsOf, rangeOf } from '../column/moments'

/**
 * Columns whose variance (of the rows themselves) is above the threshold: scikit-learn's `VarianceThreshold`. A column that
 * does not change never is.
 * @returns places of columns, ascending.
 */
export function keepVarying(columns: readonly Float64Array[], threshold: number): number[] {
  return [...columns.keys()].filter((place) => {
    const column = columns[place] ?? new Float64Array(0)
    const range = rangeOf(column)
    return range !== null && range.high > range.low && momentsOf(column).variance > threshold
  })
}

/**
 * Leaves out each column that goes too well together with an earlier one that stays.
 * @param threshold of |r|, from 0 to 1; above it, the later column of a pair goes. @returns places of columns, ascending.
 */
export function keepUncorrelated(columns: readonly Float64Array[], threshold: number): number[] {
  const matrix = correlationMatrix(columns, 'pearson')
  const kept: number[] = []
  for (const place of columns.keys()) {
    const isLikeEarlier = kept.some(
      (earlier) => Math.abs(matrix[place * columns.length + earlier] ?? 0) > threshold,
    )
    if (!isLikeEarlier) kept.push(place)
  }
  return kept
}

/**
 * @param scores NaN counts as least. @returns the places of the `count` largest scores, ascending; of equal ones the earlier.
 */
export function keepBest(scores: ArrayLike<number>, count: number): number[] {
  const rank = (place: number) => {
    const score = scores[place] ?? NaN
    return Number.isNaN(score) ? -Infinity : score
  }
  return Array.from({ length: scores.length }, (_, place) => place)
    .sort((left, right) => (rank(left) === rank(right) ? left - right : rank(right) > rank(left) ? 1 : -1))
    .slice(0, Math.max(0, count))
    .sort((left, right) => left - right)
}
