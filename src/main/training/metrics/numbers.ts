/** @file Scores of predicted numbers, as scikit-learn defines them. */

export interface NumberScores {
  readonly mse: number
  readonly rmse: number
  readonly mae: number
  /** Mean |error / truth| as a share; a truth of 0 counts as 2⁻⁵², as in scikit-learn. */
  readonly mape: number
  /** Undefined for fewer than two rows; for a constant target 1 when every prediction is right, else 0. */
  readonly r2: number | undefined
  /** As r2, but a constant error costs nothing. */
  readonly explainedVariance: number | undefined
}

/** Undefined without rows. Both in the units of the target. */
export function scoreNumbers(actual: Float64Array, predicted: Float64Array): NumberScores | undefined {
  const rows = actual.length
  if (rows === 0) return undefined
  const mean = actual.reduce((total, value) => total + value, 0) / rows
  let squares = 0
  let distances = 0
  let spread = 0
  let misses = 0
  let shares = 0
  for (let row = 0; row < rows; row++) {
    const truth = actual[row] ?? 0
    const miss = truth - (predicted[row] ?? 0)
    squares += miss * miss
    distances += Math.abs(miss)
    misses += miss
    shares += Math.abs(miss) / Math.max(Math.abs(truth), Number.EPSILON)
    spread += (truth - mean) ** 2
  }
  const mse = squares / rows
  // Rounding may leave a little below 0 where all errors are alike.
  const variance = Math.max(0, squares - misses ** 2 / rows)
  return {
    mse,
    rmse: Math.sqrt(mse),
    mae: distances / rows,
    mape: shares / rows,
    r2: rows < 2 ? undefined : shareExplained(squares, spread),
    explainedVariance: rows < 2 ? undefined : shareExplained(variance, spread),
  }
}

function shareExplained(squares: number, spread: number): number {
  if (spread > 0) return 1 - squares / spread
  return squares === 0 ? 1 : 0
}
