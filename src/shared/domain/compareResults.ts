/** @file Which of two results is better, the same everywhere: epochs of a run, trials of a board. */
import type { Objective } from './metric'

/** A value of the objective on the validation rows, and the other metrics there. */
export interface Result {
  readonly value: number
  readonly validation: { readonly loss?: number | undefined; readonly logLoss?: number | undefined }
}

/**
 * Negative where `left` is better, positive where `right` is, 0 where they are equal. Many epochs and trials share one accuracy
 * on few rows; among them the lower validation loss wins, for it is surer of its right answers. The log-loss, where there is
 * one, means the same whatever loss a trial learnt with.
 */
export function compareResults(left: Result, right: Result, { direction }: Objective): number {
  const byValue = direction === 'maximize' ? right.value - left.value : left.value - right.value
  return byValue || lossOf(left) - lossOf(right) || 0
}

/** Like `compareResults`; among equals the lower number, so that an order never tells which trial was faster. */
export function compareTrials(left: NumberedResult, right: NumberedResult, objective: Objective): number {
  return compareResults(left, right, objective) || left.number - right.number
}

/** Of two results that share a value: the lower loss is better, then the lower number. */
export function compareEquals(left: Equal, right: Equal): number {
  return lossOf(left) - lossOf(right) || left.number - right.number
}

export interface NumberedResult extends Result {
  /** The trial's, within its study. */
  readonly number: number
}

type Equal = Omit<NumberedResult, 'value'>

/** A loss that is not known counts as very large rather than infinite, for ∞ − ∞ would be NaN. */
function lossOf({ validation }: Pick<Result, 'validation'>): number {
  return validation.logLoss ?? validation.loss ?? Number.MAX_VALUE
}
