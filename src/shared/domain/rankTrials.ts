/** @file The leaderboard's order: which trials stand on it, and which of them is better. */
import { compareTrials, type NumberedResult } from './compareResults'
import type { Objective } from './metric'
import type { TrialState } from './trial'

/** As much of a trial as its rank follows from. */
export interface Rankable extends Omit<NumberedResult, 'value'> {
  readonly state: TrialState
  /** Of the objective; null where there is none. */
  readonly value: number | null
}

export type Ranked<Row> = Row & { readonly value: number }

/** Whether a trial has a result that counts; what was given up on the way has none. */
export function isRanked<Row extends Pick<Rankable, 'state' | 'value'>>(row: Row): row is Ranked<Row> {
  return row.state === 'complete' && row.value !== null && Number.isFinite(row.value)
}

/** @returns trials with a result, the best first; among equals the lower loss, then the lower number */
export function rankTrials<Row extends Rankable>(rows: readonly Row[], objective: Objective): Ranked<Row>[] {
  return rows.filter(isRanked).sort((left, right) => compareTrials(left, right, objective))
}
