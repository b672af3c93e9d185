/** @file Scores of predicted numbers, as scikit-learn defines them. */

export interface NumberScores {
  readonly mse: number
  readonly rmse: number
  readonly mae: number
  /** Undefined for fewer than two rows; for a constant target 1 when every prediction is right, else 0. */
  readonly r2: number | undefined
}

/** Undefined without rows. Both in the units of the target. */
export function scoreNumbers(actual: Float64Array, predicted: Float64Array): NumberScores | undefined {
  const rows = actual.length
  if (rows === 0) return undefined
  const mean = actual.reduce((total, value) => total + value, 0) / rows
  let squares = 0
  let distances = 0
  let spread = 0
  for (let row = 0; row < rows; row++) {
    const truth = actual[row] ?? 0
    const miss = truth - (predicted[row] ?? 0)
    squares += miss * miss
    distances += Math.abs(miss)
    spread += (truth - mean) ** 2
  }
  const mse = squares / rows
  return {
    mse,
    rmse: Math.sqrt(mse),
    mae: distances / rows,
    r2: rows < 2 ? undefined : shareExplained(squares, spread),
  }
}

function shareExplained(squares: number, spread: number): number {
  if (spread > 0) return 1 - squares / spread
  return squares === 0 ? 1 : 0
}
