/** @file A scale on which objectives are read: stretched where the best ones lie, as far as that makes them likelier. */

/**
 * z = ln(c + (y − best) ÷ s), brought to mean 0 and deviation 1, where s is the gap between best and median. So the scale
 * grows finer as trials gather where they are good. For large c it is linear; for small ones a factor
 * between two gaps to the best counts as much wherever they lie, so that trials that went wrong by orders of magnitude do not hide the others.
 */
export interface WarpedValues {
  readonly z: Float64Array
  /** The sum of ln dz/dy, by which likelihoods of different warps can be compared; up to a constant of the data. */
  readonly logJacobian: number
}

/** Values in such units, from 0. */
export interface RelativeValues {
  readonly gaps: Float64Array
  /** Whether they differ at all. */
  readonly isFlat: boolean
}

export function toRelative(values: Float64Array): RelativeValues {
  const best = values.reduce((least, value) => Math.min(least, value), Infinity)
  const sorted = values.slice().sort()
  const middle = sorted[sorted.length >> 1] ?? best
  const mean = values.reduce((sum, value) => sum + (value - best) / values.length, 0)
  const unit = middle > best ? middle - best : mean
  return {
    gaps: values.map((value) => (unit > 0 ? (value - best) / unit : 0)),
    isFlat: !(unit > 0),
  }
}

/** @param logOffset ln c */
export function warp({ gaps, isFlat }: RelativeValues, logOffset: number): WarpedValues {
  if (isFlat) return { z: new Float64Array(gaps.length), logJacobian: 0 }
  const offset = Math.exp(logOffset)
  // Measured from its value at the best, the logarithm keeps its digits where it is all but linear.
  const z = gaps.map((gap) => Math.log1p(gap / offset))
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length
  const deviation = Math.sqrt(z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / z.length)
  const slopes = gaps.reduce((sum, gap) => sum - Math.log(offset + gap), 0)
  return {
    z: z.map((value) => (value - mean) / deviation),
    logJacobian: slopes - z.length * Math.log(deviation),
  }
}
