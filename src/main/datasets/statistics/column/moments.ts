/** @file Mean and spread of a column of figures, NaN where missing. */

export interface Moments {
  /** Figures that are there. */
  readonly count: number
  /** 0 where no figure is there. */
  readonly mean: number
  /** Of the rows themselves (divided by the count), not of a population they were drawn from. */
  readonly variance: number
}

/** One pass by Welford's update (1962), whose sums of squares around a moving mean do not cancel. */
export function momentsOf(values: ArrayLike<number>): Moments {
  let [count, mean, squares] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    count++
    const from = value - mean
    mean += from / count
    squares += from * (value - mean)
  }
  return { count, mean, variance: count === 0 ? 0 : squares / count }
}

/** @param values without NaN. @returns mean and standard deviation of the rows themselves. */
export function describeSpread(values: ArrayLike<number>): { mean: number; standardDeviation: number } {
  const { mean, variance } = momentsOf(values)
  return { mean, standardDeviation: Math.sqrt(variance) }
}

/** @returns the smallest and the largest figure; null where none is there. */
export function rangeOf(values: Float64Array): { low: number; high: number } | null {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? null : { low, high }
}

/**
 * Whether a variance is nothing but rounding: the bound of Chan, Golub and LeVeque (1983, eq. 2.4) on the error of the
 * two-pass algorithm, as scikit-learn's `_is_constant_feature` has it.
 */
export function isConstant({ count, mean, variance }: Moments): boolean {
  return variance <= count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2
}
