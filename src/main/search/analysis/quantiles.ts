/** @file Quantiles, ranks and correlations of numbers. */

/** @returns the value below which a share of the numbers lies, between two of them in proportion; NaN of none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (place - Math.floor(place)) * (above - below)
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0
  return sum / values.length
}

/** @returns ranks from 1; equal values share their middle rank. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: values.length }, (_, index) => index)
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from] ?? 0]
    while (to < order.length && values[order[to] ?? 0] === value) to++
    for (const index of order.subarray(from, to)) ranks[index] = (from + to + 1) / 2
  }
  return ranks
}

/** @returns Pearson's correlation; 0 where one side does not vary. Of ranks it is Spearman's. */
export function correlation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const [leftMean, rightMean] = [mean(left), mean(right)]
  let [product, leftSquares, rightSquares] = [0, 0, 0]
  for (let index = 0; index < left.length; index++) {
    const a = (left[index] ?? 0) - leftMean
    const b = (right[index] ?? 0) - rightMean
    product += a * b
    leftSquares += a * a
    rightSquares += b * b
  }
  const scale = Math.sqrt(leftSquares * rightSquares)
  return scale > 0 ? product / scale : 0
}
