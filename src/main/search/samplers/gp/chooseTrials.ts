/** @file Of many trials those that a model can be made of in time. */
import type { Observations } from './observations'

/** The time of a fit grows with the third power: beyond, some are left out. */
const MOST = 150
/** Shares of the best and of the latest; the rest is spread over the space. */
const BEST = 70
const LATEST = 30

/** @returns all observations, or the best, the latest, and of the others every k-th by value, so that the scale of values stays what it is. */
export function chooseTrials(observations: Observations): Observations {
  const { assignments, values, pending, failed } = observations
  if (values.length <= MOST && failed.length <= MOST) return observations
  const byValue = [...values.keys()].sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0))
  const chosen = new Set([...byValue.slice(0, BEST), ...[...values.keys()].slice(-LATEST)])
  const rest = byValue.filter((index) => !chosen.has(index))
  const room = Math.max(0, MOST - chosen.size)
  for (let place = 0; place < room; place++) {
    const index = rest[Math.floor(((place + 0.5) * rest.length) / room)]
    if (index !== undefined) chosen.add(index)
  }
  const kept = [...chosen].sort((left, right) => left - right)
  return {
    assignments: kept.map((index) => assignments[index] ?? {}),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
    pending: pending.slice(-MOST),
    failed: failed.slice(-MOST),
  }
}
