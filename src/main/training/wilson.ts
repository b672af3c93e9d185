/** @file Wilson's interval for a share. */

/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * The 95 % interval of a share seen in a sample: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 * (Wilson 1927, "Probable inference, the law of succession, and statistical inference").
 * @param hits 0 … rows
 * @param rows at least 1
 */
export function wilsonInterval(hits: number, rows: number): { low: number; high: number } {
  const share = hits / rows
  const square = (Z * Z) / rows
  const middle = share + square / 2
  const half = Z * Math.sqrt((share * (1 - share)) / rows + square / (4 * rows))
  return {
    low: Math.max(0, (middle - half) / (1 + square)),
    high: Math.min(1, (middle + half) / (1 + square)),
  }
}
