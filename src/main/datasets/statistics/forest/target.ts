/** @file What a tree is to tell apart, so that classes and figures are one case. */
import type { Categories } from '../column/categories'
import { momentsOf } from '../column/moments'

/**
 * Each row adds `weights[row]` to the sum `slots[row]`. Classes count 1 in a sum each; figures add themselves to the only
 * sum. The fall of Gini's impurity and of the variance then are the same expression of the sums (Breiman et al. 1984). Rows whose
 * slot is −1 or whose weight is NaN are unknown.
 */
export interface TreeTarget {
  readonly size: number
  readonly slots: Int32Array
  readonly weights: Float64Array
}

export function targetOfClasses({ codes, size }: Categories): TreeTarget {
  return { size, slots: codes, weights: new Float64Array(codes.length).fill(1) }
}

/** Figures are centred, so that squares of sums do not cancel. */
export function targetOfFigures(values: Float64Array): TreeTarget {
  const { mean, variance } = momentsOf(values)
  const deviation = variance > 0 ? Math.sqrt(variance) : 1
  return {
    size: 1,
    slots: new Int32Array(values.length),
    weights: values.map((value) => (value - mean) / deviation),
  }
}
