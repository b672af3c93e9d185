/** @file Pearson's χ² between the sum of a feature in each class and what the size of the class would give it. */
import { countCodes, type Categories } from '../column/categories'
import { chiSquareTail } from '../special/tails'
import { NO_SCORE, type Score } from './score'

/**
 * As scikit-learn's `chi2`: for counts, shares and flags. Rows that lack a figure or a class are left out.
 * @param values none negative. @returns `NO_SCORE` where a figure is negative, for such sums mean nothing.
 */
export function scoreChiSquare(values: Float64Array, classes: Categories): Score {
  const known = {
    size: classes.size,
    codes: classes.codes.map((code, row) => (Number.isNaN(values[row] ?? NaN) ? -1 : code)),
  }
  const counts = countCodes(known)
  const sums = new Float64Array(classes.size)
  let [rows, total] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const code = known.codes[row] ?? -1
    const value = values[row] ?? NaN
    if (code < 0) continue
    if (value < 0) return NO_SCORE
    sums[code] = (sums[code] ?? 0) + value
    rows++
    total += value
  }
  const occurring = counts.filter((count) => count > 0).length
  if (occurring < 2 || total === 0) return NO_SCORE
  let score = 0
  counts.forEach((count, code) => {
    const expected = (total * count) / rows
    if (count > 0) score += ((sums[code] ?? 0) - expected) ** 2 / expected
  })
  return { score, pValue: chiSquareTail(score, occurring - 1) }
}
