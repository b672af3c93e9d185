/** @file How far predicted classes agree with true ones beyond chance, as scikit-learn defines it. */
import { columnSums, type Confusion } from './classes'

interface Sums {
  readonly rows: number
  readonly hits: number
  /** Σ over classes of true · predicted rows. */
  readonly expected: number
  readonly actualSquares: number
  readonly predictedSquares: number
}

/** Matthews correlation of many classes (Gorodkin 2004); 0 where either side has one class only. */
export function matthews(confusion: Confusion): number | undefined {
  const { rows, hits, expected, actualSquares, predictedSquares } = sumUp(confusion)
  if (rows === 0) return undefined
  const spread = (rows ** 2 - actualSquares) * (rows ** 2 - predictedSquares)
  return spread === 0 ? 0 : (hits * rows - expected) / Math.sqrt(spread)
}

/** Cohen's κ (1960); undefined where both sides have one class, the same one. */
export function cohenKappa(confusion: Confusion): number | undefined {
  const { rows, hits, expected } = sumUp(confusion)
  const most = rows ** 2 - expected
  return most === 0 ? undefined : (hits * rows - expected) / most
}

function sumUp(confusion: Confusion): Sums {
  const actual = confusion.map((line) => total(line))
  const predicted = [...columnSums(confusion)]
  return {
    rows: total(actual),
    hits: total(confusion.map((line, index) => line[index] ?? 0)),
    expected: total(actual.map((count, index) => count * (predicted[index] ?? 0))),
    actualSquares: total(actual.map((count) => count ** 2)),
    predictedSquares: total(predicted.map((count) => count ** 2)),
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
