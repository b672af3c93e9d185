/** @file Verdicts, and values in the units that people know them in. */
import type { PruneCode } from '../../../shared/domain/search/pruneReason'
import type { Reason } from '../../../shared/domain/study'
import type { Pruner, PruningTask, Verdict } from '../types'

export const CONTINUE: Verdict = { kind: 'continue' }

export function reasonOf(code: PruneCode, details: Reason['details']): Reason {
  return { code, details }
}

export function prune(code: PruneCode, details: Reason['details']): Verdict {
  return { kind: 'prune', reason: reasonOf(code, details) }
}

/** A pruner that lets trials run and judges them by the way. */
export function createWatcher(judge: Pruner['judge']): Pruner {
  return { nextHalt: () => null, judge, next: () => null }
}

/** @returns a value of the first objective, which is minimised here, as it is called outside; and back again. */
export function inOwnUnits({ directions }: PruningTask, value: number): number {
  return directions[0] === 'maximize' ? -value || 0 : value
}
