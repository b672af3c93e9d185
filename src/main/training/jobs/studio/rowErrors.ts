/** @file How badly rows are given back. */

/** @returns the mean squared difference of every row; both row-major. */
export function rowErrors(real: ArrayLike<number>, made: ArrayLike<number>, rows: number): Float64Array {
  const width = rows === 0 ? 0 : real.length / rows
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0
    for (let at = row * width; at < (row + 1) * width; at++) sum += ((real[at] ?? 0) - (made[at] ?? 0)) ** 2
    return width === 0 ? 0 : sum / width
  })
}

/** @returns the value that a share of all lies at or under, between two of them in proportion (as NumPy has it). */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = share * Math.max(0, sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return below + (above - below) * (at - Math.floor(at))
}
