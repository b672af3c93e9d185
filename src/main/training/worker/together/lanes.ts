/** @file Which of several runs are one: those that differ only in their epochs. */
import type { RunRequest } from '../../../../shared/contract/worker'
import { canonicalJson } from '../../../../shared/util/canonicalJson'
import { dependsOnLength } from '../../schedule/learningRates'

/** A run that is trained once and read at several lengths. */
export interface Lane {
  /** The longest. */
  readonly request: RunRequest
  /** All of them, the shortest first. */
  readonly readings: readonly RunRequest[]
}

/** @returns the lanes in the order of their first run. */
export function toLanes(requests: readonly RunRequest[]): Lane[] {
  const families = new Map<string, RunRequest[]>()
  for (const request of requests) {
    const key = familyOf(request)
    families.set(key, [...(families.get(key) ?? []), request])
  }
  return [...families.values()].map(toLane)
}

function toLane(family: readonly RunRequest[]): Lane {
  const readings = family.toSorted((left, right) => left.training.epochs - right.training.epochs)
  return { request: readings.reduce((_, longest) => longest), readings }
}

/** A schedule that is spread over the epochs makes another run of every length. */
function familyOf({ model, training, task, output, objective, dataFolder, seed }: RunRequest): string {
  const { epochs, ...settings } = training
  const length = dependsOnLength(training) ? epochs : null
  return canonicalJson([model, settings, length, task, output, objective, dataFolder, seed])
}
