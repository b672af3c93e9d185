/** @file Correlation of two columns of figures over the rows where both are known. */
import { ranksOf } from '../column/ranks'

/** @returns Pearson's r, from −1 to 1; null where fewer than three rows are known or either column does not change. */
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
  return Math.max(-1, Math.min(1, products / (Math.sqrt(squaresLeft) * Math.sqrt(squaresRight))))
}

/** @returns Spearman's ρ: Pearson's r of the ranks, ties sharing theirs; null where that is undefined. */
export function correlateRanks(left: Float64Array, right: Float64Array): number | null {
  const isKnown = (row: number) => !Number.isNaN((left[row] ?? NaN) + (right[row] ?? NaN))
  return correlate(
    ranksOf(left.map((value, row) => (isKnown(row) ? value : NaN))),
    ranksOf(right.map((value, row) => (isKnown(row) ? value : NaN))),
  )
}
