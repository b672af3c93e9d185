/** @file Ranks of a column of figures. */

/**
 * @returns the rank of each figure from 1, ties sharing the mean of their ranks (scipy's `rankdata`); NaN where the
 * figure is missing.
 */
export function ranksOf(values: Float64Array): Float64Array {
  const order = orderOf(values)
  const ranks = new Float64Array(values.length).fill(NaN)
  for (let first = 0; first < order.length;) {
    const value = values[order[first] ?? 0]
    let end = first + 1
    while (end < order.length && values[order[end] ?? 0] === value) end++
    for (let at = first; at < end; at++) ranks[order[at] ?? 0] = (first + 1 + end) / 2
    first = end
  }
  return ranks
}

/** @returns the rows whose figure is there, by ascending figure, then by row. */
export function orderOf(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length)
  let count = 0
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) rows[count++] = row
  })
  return rows
    .subarray(0, count)
    .sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0) || left - right)
}
