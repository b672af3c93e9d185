/** @file Mutual information of two columns, in nats. Rows that lack either are left out. */
import { countPairs } from '../association/contingency'
import { countCodes, type Categories } from '../column/categories'
import { orderOf } from '../column/ranks'
import { digamma } from '../special/gamma'
import { countNear, neighbourDistances } from './nearOnLine'

/** Neighbours by which distances are measured, unless told otherwise; scikit-learn's own. */
export const NEIGHBOURS = 3

/** Of two columns of categories, from the table of their counts: scikit-learn's `mutual_info_score`. */
export function informationOfCategories(left: Categories, right: Categories): number {
  const table = countPairs(left, right)
  const sum = table.pairs.reduce((total, pair) => {
    const expected = (table.left[pair.left] ?? 1) * ((table.right[pair.right] ?? 1) / table.count)
    return total + (pair.count / table.count) * Math.log(pair.count / expected)
  }, 0)
  return Math.max(0, sum)
}

/**
 * Less what chance alone would make of it: the correction of each entropy for categories seen by Miller (1955). Without it,
 * many categories on few rows seem to know everything.
 */
export function correctedInformation(left: Categories, right: Categories): number {
  const { pairs, count, left: rows, right: columns } = countPairs(left, right)
  const seen = (counts: Int32Array) => counts.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0)
  const bias = count === 0 ? 0 : (pairs.length - seen(rows) - seen(columns) + 1) / (2 * count)
  return Math.max(0, informationOfCategories(left, right) - bias)
}

/** @returns the entropy of a column of categories in nats: the most that anything can tell about it. */
export function entropyOf(categories: Categories): number {
  const counts = countCodes(categories)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count) => sum - (count === 0 ? 0 : (count / total) * Math.log(count / total)), 0)
}

/**
 * Of a column of figures and one of categories, by nearest neighbours (Ross 2014, eq. 2): scikit-learn's
 * `_compute_mi_cd`. Classes of one row are left out.
 */
export function informationOfClasses(
  values: Float64Array,
  classes: Categories,
  neighbours = NEIGHBOURS,
): number {
  const counts = countCodes({
    ...classes,
    codes: classes.codes.map((code, row) => (isFigure(values[row]) ? code : -1)),
  })
  const known = orderOf(values).filter((row) => (counts[classes.codes[row] ?? -1] ?? 0) > 1)
  if (known.length === 0) return 0
  const sorted = Float64Array.from(known, (row) => values[row] ?? NaN)
  const codes = known.map((row) => classes.codes[row] ?? -1)
  const distances = distancesInClasses({ sorted, codes, counts, neighbours })
  let sum = 0
  sorted.forEach((_, at) => {
    const ofClass = counts[codes[at] ?? -1] ?? 0
    const nearby = countNear(sorted, at, distances[at] ?? 0)
    sum += digamma(Math.min(neighbours, ofClass - 1)) - digamma(ofClass) - digamma(nearby)
  })
  return Math.max(0, digamma(sorted.length) + sum / sorted.length)
}

function isFigure(value: number | undefined): boolean {
  return value !== undefined && !Number.isNaN(value)
}

interface SortedClasses {
  readonly sorted: Float64Array
  readonly codes: Int32Array
  readonly counts: Int32Array
  readonly neighbours: number
}

/** @returns how far each figure is from its nearest neighbour of that number within its class. */
function distancesInClasses({ sorted, codes, counts, neighbours }: SortedClasses): Float64Array {
  const distances = new Float64Array(sorted.length)
  const places = Array.from(counts, (count) => new Int32Array(count))
  const filled = new Int32Array(counts.length)
  codes.forEach((code, at) => {
    const place = filled[code] ?? 0
    filled[code] = place + 1
    const ofClass = places[code]
    if (ofClass) ofClass[place] = at
  })
  for (const ofClass of places) {
    if (ofClass.length < 2) continue
    const own = Float64Array.from(ofClass, (at) => sorted[at] ?? NaN)
    const near = neighbourDistances(own, Math.min(neighbours, own.length - 1))
    ofClass.forEach((at, place) => (distances[at] = near[place] ?? 0))
  }
  return distances
}
