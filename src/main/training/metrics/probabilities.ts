/** @file Scores of predicted probabilities, as scikit-learn defines them. */

/** How well scores tell two classes apart; undefined where one of them does not occur, prAuc where class 1 does not. */
export interface RankAreas {
  readonly rocAuc: number | undefined
  readonly prAuc: number | undefined
}

/**
 * @param scores one a row, higher means class 1
 * @param actual classes 0 and 1
 */
export function rankAreas(scores: Float32Array, actual: ArrayLike<number>): RankAreas {
  const positives = scores.filter((_, row) => actual[row] === 1).sort()
  const negatives = scores.filter((_, row) => actual[row] !== 1).sort()
  return {
    rocAuc: positives.length === 0 || negatives.length === 0 ? undefined : rocArea(positives, negatives),
    prAuc: positives.length === 0 ? undefined : averagePrecision(positives, negatives),
  }
}

/** The chance that a row of class 1 scores higher than one of class 0, a tie counting half (Mann–Whitney U). */
function rocArea(positives: Float32Array, negatives: Float32Array): number {
  let below = 0
  let upTo = 0
  let wins = 0
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] ?? 0) < score) below++
    while (upTo < negatives.length && (negatives[upTo] ?? 0) <= score) upTo++
    wins += (below + upTo) / 2
  }
  return wins / (positives.length * negatives.length)
}

/** Σ (recall − recall before) · precision over falling thresholds (`average_precision_score`). */
function averagePrecision(positives: Float32Array, negatives: Float32Array): number {
  let area = 0
  let rivals = negatives.length
  for (let from = positives.length; from > 0;) {
    const threshold = positives[from - 1] ?? 0
    let first = from
    while (first > 0 && positives[first - 1] === threshold) first--
    while (rivals > 0 && (negatives[rivals - 1] ?? 0) >= threshold) rivals--
    const found = positives.length - first
    area += (from - first) * (found / (found + negatives.length - rivals))
    from = first
  }
  return area / positives.length
}

/**
 * Share of rows whose class is among the `count` likeliest; of equally likely classes the later ones go first, as
 * `top_k_accuracy_score` sorts them. Undefined without rows, and where no class could be missed.
 * @param predictions row-major [rows, outputs]
 */
export function topAccuracy(
  predictions: Float32Array,
  actual: ArrayLike<number>,
  count: number,
): number | undefined {
  const rows = actual.length
  const outputs = predictions.length / rows
  if (rows === 0 || outputs <= count) return undefined
  let hits = 0
  for (let row = 0; row < rows; row++) {
    const truth = actual[row] ?? 0
    const chance = predictions[row * outputs + truth] ?? 0
    let ahead = 0
    for (let output = 0; output < outputs; output++) {
      const other = predictions[row * outputs + output] ?? 0
      if (other > chance || (other === chance && output > truth)) ahead++
    }
    if (ahead < count) hits++
  }
  return hits / rows
}

/** Probabilities are kept this far from 0 and 1: float32's distance from 1 to the next number. */
const EPSILON = 2 ** -23

/**
 * Mean negative logarithm of the probability of the true class; undefined without rows.
 * @param predictions row-major [rows, outputs]; a single output is the probability of class 1
 */
export function logLoss(predictions: Float32Array, actual: ArrayLike<number>): number | undefined {
  const rows = actual.length
  if (rows === 0) return undefined
  const outputs = predictions.length / rows
  let total = 0
  for (let row = 0; row < rows; row++) {
    const truth = actual[row] ?? 0
    const first = predictions[row * outputs] ?? 0
    const chance = outputs > 1 ? (predictions[row * outputs + truth] ?? 0) : truth === 1 ? first : 1 - first
    total -= Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, chance)))
  }
  return total / rows
}
