/** @file Which of several runs are one: those that differ only in their epochs. */
import type { RunRequest } from '../../../../shared/contract/worker'
import type { PreparedMeta } from '../../../../shared/domain/preparedMeta'
import { identifyRun } from '../../checkpoints/identifyRun'

/** A run that is trained once and read at several lengths. */
export interface Lane {
  /** The longest. */
  readonly request: RunRequest
  /** All of them, the shortest first. */
  readonly readings: readonly RunRequest[]
}

/** @returns the lanes in the order of their first run. */
export function toLanes(requests: readonly RunRequest[], meta: Pick<PreparedMeta, 'counts'>): Lane[] {
  const families = new Map<string, RunRequest[]>()
  for (const request of requests) {
    const key = identifyRun(request, meta)
    families.set(key, [...(families.get(key) ?? []), request])
  }
  return [...families.values()].map(toLane)
}

function toLane(family: readonly RunRequest[]): Lane {
  const readings = family.toSorted((left, right) => left.training.epochs - right.training.epochs)
  return { request: readings.reduce((_, longest) => longest), readings }
}
