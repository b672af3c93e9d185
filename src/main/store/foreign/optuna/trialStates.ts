/** @file States and times of Optuna's trials. */
import type { TrialState } from '../../../../shared/domain/trial'

/** In the order of their numbers. */
export const StateNames = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'] as const
export type StateName = (typeof StateNames)[number]

const STATES: Record<StateName, TrialState> = {
  RUNNING: 'interrupted',
  COMPLETE: 'complete',
  PRUNED: 'pruned',
  FAIL: 'failed',
  WAITING: 'queued',
}

/** Nothing runs in a file. */
export function toState(name: StateName): TrialState {
  return STATES[name]
}

/** @param text in UTC where it names no zone @returns milliseconds since 1970 */
export function readTime(text: string | null): number | null {
  if (text === null) return null
  const hasZone = /(?:Z|[+-]\d{2}:\d{2})$/.test(text)
  const ms = Date.parse(`${text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')}${hasZone ? '' : 'Z'}`)
  return Number.isFinite(ms) ? ms : null
}
