/** @file Of many trials those that a model can be made of in time. */
import type { Observations } from './observations'

/** Shares of the best and of the latest; the rest is spread over all values. */
const BEST = 0.45
const LATEST = 0.2

/** @returns all observations, or at most so many: the best, the latest, and of the others every k-th by value. */
export function chooseTrials(observations: Observations, most: number): Observations {
  const { assignments, values, pending, failed } = observations
  if (values.length <= most && failed.length <= most) return observations
  const byValue = [...values.keys()].sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0))
  const chosen = new Set([
    ...byValue.slice(0, Math.round(BEST * most)),
    ...[...values.keys()].slice(-Math.round(LATEST * most)),
  ])
  const rest = byValue.filter((index) => !chosen.has(index))
  const room = Math.max(0, most - chosen.size)
  for (let place = 0; place < room; place++) {
    const index = rest[Math.floor(((place + 0.5) * rest.length) / room)]
    if (index !== undefined) chosen.add(index)
  }
  const kept = [...chosen].sort((left, right) => left - right)
  return {
    assignments: kept.map((index) => assignments[index] ?? {}),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
    pending: pending.slice(-most),
    failed: failed.slice(-most),
  }
}
