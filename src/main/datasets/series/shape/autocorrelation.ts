/** @file How a series goes with itself some steps before. */

/**
 * r(k) = Σ (x(t) − x̄)(x(t+k) − x̄) / Σ (x(t) − x̄)² for k = 0 … `lags` (Box and Jenkins 1970, 2.1.5). Missing figures count
 * as the mean. Nothing for a series that never changes.
 */
export function autocorrelation(values: Float64Array, lags: number): number[] {
  const present = values.filter((value) => !Number.isNaN(value))
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length)
  const centered = values.map((value) => (Number.isNaN(value) ? 0 : value - mean))
  const total = centered.reduce((sum, value) => sum + value * value, 0)
  if (total === 0) return []
  const count = Math.min(lags, values.length - 1) + 1
  return Array.from({ length: count }, (_, distance) => {
    let sum = 0
    for (let at = distance; at < centered.length; at++)
      sum += (centered[at] ?? 0) * (centered[at - distance] ?? 0)
    return sum / total
  })
}
