/** @file The median of every window of a series. */

/** Keeps the window in order: what leaves and what enters is found by halving. NaN where a figure is missing. */
export function rollMedian(values: Float64Array, window: number): Float64Array {
  const sorted = new Float64Array(window)
  let [count, missing] = [0, 0]
  const enter = (value: number) => {
    if (Number.isNaN(value)) {
      missing++
      return
    }
    const at = placeOf(sorted, count, value)
    sorted.copyWithin(at + 1, at, count)
    sorted[at] = value
    count++
  }
  const leave = (value: number) => {
    if (Number.isNaN(value)) {
      missing--
      return
    }
    sorted.copyWithin(placeOf(sorted, count, value), placeOf(sorted, count, value) + 1, count)
    count--
  }
  const medians = new Float64Array(values.length - window + 1)
  values.forEach((value, at) => {
    if (at >= window) leave(values[at - window] ?? NaN)
    enter(value)
    if (at >= window - 1) medians[at - window + 1] = missing > 0 ? NaN : medianOf(sorted)
  })
  return medians
}

/** @returns how many of the first `count` figures, in ascending order, are less than `value`. */
function placeOf(sorted: Float64Array, count: number, value: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}
