/** @file How common each category is. */
import { countCodes, type Categories } from '../column/categories'

/** @returns the share of the rows with a category that have this one; 0 where no row has any. */
export function frequenciesOf(categories: Categories): Float64Array {
  const counts = countCodes(categories)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Float64Array.from(counts, (count) => (total === 0 ? 0 : count / total))
}

/** @returns the codes that occur, the commonest first; of equally common ones the smaller code. */
export function orderByFrequency(categories: Categories): number[] {
  const counts = countCodes(categories)
  return [...counts.keys()]
    .filter((code) => (counts[code] ?? 0) > 0)
    .sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right)
}
