/** @file F statistics: how much of a feature's variance the target explains. */
import { correlate } from '../association/correlate'
import type { Categories } from '../column/categories'
import { momentsOf } from '../column/moments'
import { fTail } from '../special/tails'
import { NO_SCORE, type Score } from './score'

/**
 * One-way analysis of variance, scikit-learn's `f_classif`: variance between the means of the classes over variance within
 * them. Rows that lack a figure or a class are left out.
 */
export function scoreClassMeans(values: Float64Array, classes: Categories): Score {
  const known = values.map((value, row) => ((classes.codes[row] ?? -1) < 0 ? NaN : value))
  const { count, mean } = momentsOf(known)
  const means = classMeans(known, classes)
  const occurring = means.filter(({ rows }) => rows > 0)
  if (occurring.length < 2 || count <= occurring.length) return NO_SCORE
  let within = 0
  known.forEach((value, row) => {
    if (!Number.isNaN(value)) within += (value - (means[classes.codes[row] ?? -1]?.mean ?? 0)) ** 2
  })
  const between = occurring.reduce((sum, group) => sum + group.rows * (group.mean - mean) ** 2, 0)
  if (between === 0) return NO_SCORE
  const freedom = { above: occurring.length - 1, below: count - occurring.length }
  const score = between / freedom.above / (within / freedom.below)
  return { score, pValue: fTail(score, freedom.above, freedom.below) }
}

function classMeans(values: Float64Array, { codes, size }: Categories): { rows: number; mean: number }[] {
  const groups = Array.from({ length: size }, () => ({ rows: 0, mean: 0 }))
  values.forEach((value, row) => {
    const group = groups[codes[row] ?? -1]
    if (!group || Number.isNaN(value)) return
    group.rows++
    group.mean += (value - group.mean) / group.rows
  })
  return groups
}

/**
 * The F statistic of a line through both columns, scikit-learn's `f_regression`: r² / (1 − r²) · (n − 2). Rows that lack
 * either are left out; a perfect line has the largest finite score.
 */
export function scoreLine(values: Float64Array, target: Float64Array): Score {
  const count = values.reduce(
    (sum, value, row) => sum + (Number.isNaN(value + (target[row] ?? NaN)) ? 0 : 1),
    0,
  )
  const r = correlate(values, target)
  if (r === null || count < 3) return NO_SCORE
  const score = ((r * r) / (1 - r * r)) * (count - 2)
  return Number.isFinite(score)
    ? { score, pValue: fTail(score, 1, count - 2) }
    : { score: Number.MAX_VALUE, pValue: 0 }
}
