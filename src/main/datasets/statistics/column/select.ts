/** @file Finds what stands at a rank without sorting everything. */

/** @param values not empty, no NaN. @returns the middle value, or the mean of the two in the middle. */
export function medianOf(values: Float64Array): number {
  const items = values.slice()
  const middle = items.length >> 1
  const upper = selectRank(items, middle)
  if (items.length % 2 === 1) return upper
  let lower = -Infinity
  for (let at = 0; at < middle; at++) lower = Math.max(lower, items[at] ?? lower)
  return (lower + upper) / 2
}

/** Partitions after which a column is taken for one made to be slow. */
const MAX_PARTITIONS = 100

/**
 * Hoare's quickselect (1961): moves the item of rank `rank` to its place, smaller ones before it, larger ones after it.
 * The middle of three as the pivot keeps it fast on columns that are sorted already.
 * @param items without NaN; changed. @param from items before it are known to be no larger than those after.
 */
export function selectRank(items: Float64Array, rank: number, from = 0): number {
  let [low, high] = [from, items.length - 1]
  for (let partitions = 0; low < high; partitions++) {
    if (partitions === MAX_PARTITIONS) {
      items.subarray(low, high + 1).sort()
      break
    }
    const [left, right] = partition(items, low, high)
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else break
  }
  return items[rank] ?? NaN
}

/** @returns where the items from the pivot up begin, and where those down from it end; between them lies the pivot. */
function partition(items: Float64Array, low: number, high: number): [left: number, right: number] {
  const pivot = middleOfThree(items[low] ?? 0, items[(low + high) >> 1] ?? 0, items[high] ?? 0)
  let [left, right] = [low, high]
  while (left <= right) {
    while ((items[left] ?? pivot) < pivot) left++
    while ((items[right] ?? pivot) > pivot) right--
    if (left > right) break
    const kept = items[left] ?? 0
    items[left++] = items[right] ?? 0
    items[right--] = kept
  }
  return [left, right]
}

function middleOfThree(first: number, second: number, third: number): number {
  return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third))
}
