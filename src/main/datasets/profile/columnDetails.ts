/** @file What is seen in a column at a closer look: quartiles, outliers, and what it tells about the target. */
import type { ColumnDetail } from '../../../shared/domain/dataProfile'
import type { Categories } from '../statistics/column/categories'
import { quantilesOf } from '../statistics/column/quantiles'
import { boundByQuartiles } from '../statistics/scaling/bounds'
import { correctedInformation, entropyOf } from '../statistics/scores/information'
import { scoreInformation, type InformationColumn } from '../statistics/scores/scoreInformation'
import type { OpenColumn } from './openColumn'

/** A profile has many columns, and two digits are enough. */
const PROFILED = { seed: 0, mostRows: 4000 } as const

export function detailColumn(
  name: string,
  column: OpenColumn | null,
  target: OpenColumn | null,
): ColumnDetail {
  const spread = column?.kind === 'figures' ? describeOutliers(column.values) : null
  return {
    name,
    quartiles: spread?.quartiles ?? null,
    outliers: spread?.outliers ?? null,
    information: column && target && column !== target ? shareOfInformation(column, target) : null,
  }
}

/** @returns null where no figure is there. */
export function describeOutliers(values: Float64Array): {
  quartiles: { lower: number; upper: number }
  outliers: number
} | null {
  const [lower = NaN, upper = NaN] = quantilesOf(values, [0.25, 0.75])
  if (Number.isNaN(lower)) return null
  const { low, high } = boundByQuartiles(values)
  const outliers = values.reduce((count, value) => count + (value < low || value > high ? 1 : 0), 0)
  return { quartiles: { lower, upper }, outliers }
}

/**
 * Mutual information from 0 to 1, that a cell is missing being known, too. Of classes, as a share of their entropy. Figures
 * have no such bound; there it is 1 − e^(−2I), which is r² where both are normal (Linfoot 1957).
 */
export function shareOfInformation(column: OpenColumn, target: OpenColumn): number {
  const known = informationOf(column, target)
  if (target.kind === 'figures') return 1 - Math.exp(-2 * known)
  const entropy = entropyOf(target.categories)
  return entropy === 0 ? 0 : Math.max(0, Math.min(1, known / entropy))
}

/** Of figures by the chain rule: whether there is one, and, among the rows that have one, which. In nats. */
function informationOf(column: OpenColumn, target: OpenColumn): number {
  if (column.kind === 'categories')
    return score({ ...column, categories: withMissing(column.categories) }, target)
  const isThere = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1))
  const count = isThere.reduce((sum, there) => sum + there, 0)
  const within = count === 0 ? 0 : (count / isThere.length) * scoreInformation(column, target, PROFILED)
  if (count === isThere.length) return within
  return within + score({ kind: 'categories', categories: { codes: isThere, size: 2 } }, target)
}

function score(column: InformationColumn, target: OpenColumn): number {
  return column.kind === 'categories' && target.kind === 'categories'
    ? correctedInformation(column.categories, target.categories)
    : scoreInformation(column, target, PROFILED)
}

/** "Missing" as one more category. */
function withMissing({ codes, size }: Categories): Categories {
  return { size: size + 1, codes: codes.map((code) => (code < 0 ? size : code)) }
}
