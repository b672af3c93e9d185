/** @file Two trainings of one parity case, compared. */
import { expect } from 'vitest'
import type { ParityCase } from './parityCases'

interface Trained {
  /** Of every step. */
  readonly losses: ArrayLike<number>
  readonly predictions: ArrayLike<number>
}

/** Sums over time in single precision differ in their order. */
const RECURRENT = new Set(['simpleRnn', 'gru', 'lstm'])

export function toleranceOf({ model }: ParityCase): number {
  return model.layers.some(({ kind }) => RECURRENT.has(kind)) ? 1e-3 : 1e-4
}

/** Losses are compared by their size, predictions as they are. */
export function expectSame(found: Trained, expected: Trained, tolerance: number): void {
  const { losses, predictions } = found
  const off = Array.from(expected.losses, (loss, step) => Math.abs((losses[step] ?? 0) / loss - 1))
  expect(losses.length).toBe(expected.losses.length)
  expect(Math.max(...off), `losses: ${off.map((each) => each.toExponential(1)).join(' ')}`).toBeLessThan(
    tolerance,
  )
  expect(predictions.length).toBe(expected.predictions.length)
  const far = Array.from(expected.predictions, (one, index) => Math.abs((predictions[index] ?? 0) - one))
  expect(Math.max(...far)).toBeLessThan(tolerance)
}
