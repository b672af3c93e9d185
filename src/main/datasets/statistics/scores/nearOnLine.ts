/** @file Neighbours among sorted figures. */

/**
 * @param sorted ascending. @param neighbours from 1, fewer than there are figures.
 * @returns the distance of each figure to its nearest neighbour of that number.
 */
export function neighbourDistances(sorted: Float64Array, neighbours: number): Float64Array {
  const distances = new Float64Array(sorted.length)
  let low = 0
  for (let at = 0; at < sorted.length; at++) {
    const value = sorted[at] ?? 0
    // The window of neighbours + 1 figures around this one only ever moves up.
    low = Math.max(low, at - neighbours)
    while (low < at && (sorted[low + neighbours + 1] ?? Infinity) - value < value - (sorted[low] ?? 0)) low++
    distances[at] = Math.max(value - (sorted[low] ?? 0), (sorted[low + neighbours] ?? 0) - value)
  }
  return distances
}

/**
 * @returns how many figures, the one at the place among them, are nearer than the distance; at distance 0, how many are
 * equal. That is a ball one bit smaller than the distance, as Kraskov et al. and Ross count.
 */
export function countNear(sorted: Float64Array, at: number, distance: number): number {
  const value = sorted[at] ?? 0
  const isNear = (place: number) => {
    const away = Math.abs((sorted[place] ?? Infinity) - value)
    return away < distance || away === 0
  }
  return (
    reach(sorted.length - 1 - at, (step) => isNear(at + step)) + reach(at, (step) => isNear(at - step)) + 1
  )
}

/** @returns how many steps from 1 to `most` hold, by doubling and halving; none may hold after one that does not. */
function reach(most: number, holds: (step: number) => boolean): number {
  let high = 1
  while (high <= most && holds(high)) high *= 2
  let low = high >> 1
  high = Math.min(high, most + 1)
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
