/** @file The population stability index. */

interface Sizes {
  readonly before: number
  readonly now: number
}

/**
 * Σ (qᵢ − pᵢ) · ln(qᵢ / pᵢ) over the shares of parts (the symmetric Kullback–Leibler divergence; Siddiqi 2006). An empty part counts as half
 * a row, so that one row that is missing does not make the sum infinite.
 */
export function stabilityIndex(before: readonly number[], now: readonly number[], sizes: Sizes): number {
  return before.reduce((sum, share, part) => {
    const p = Math.max(share, 0.5 / sizes.before)
    const q = Math.max(now[part] ?? 0, 0.5 / sizes.now)
    return sum + (q - p) * Math.log(q / p)
  }, 0)
}
