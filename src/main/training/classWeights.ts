/** @file How much the rows of each class weigh, so that rare classes count as much as common ones. */

/**
 * n / (classes · rows of the class), as scikit-learn's `compute_class_weight('balanced')`; only classes that occur count,
 * and one that does not weighs nothing.
 * @param y class indices
 */
export function balancedWeights(y: ArrayLike<number>, classCount: number): Float32Array {
  const counts = new Float64Array(classCount)
  for (let row = 0; row < y.length; row++) {
    const label = y[row] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
  }
  const occurring = counts.filter((count) => count > 0).length
  return Float32Array.from(counts, (count) => (count === 0 ? 0 : y.length / (occurring * count)))
}
