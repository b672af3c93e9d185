/** @file The values of a domain as numbered levels: all of them, or the few that a grid tries. */
import type { Domain, ParameterValue } from '../../../shared/domain/searchSpace'
import { countValues, interpolate, nearestValue, roundOff, valueAt } from './domains'

export interface Levels {
  readonly size: number
  at(index: number): ParameterValue
}

/** @returns every value of a domain, or null where there are infinitely many. */
export function allLevels(domain: Domain): Levels | null {
  const size = countValues(domain)
  return size === null ? null : { size, at: (index) => valueAt(domain, index) }
}

/**
 * @returns the values a grid tries: all choices; of a range all values where they are no more than `pointsPerRange`,
 * otherwise that many, evenly spread on the domain's scale with both ends among them (fewer where rounding meets).
 */
export function gridLevels(domain: Domain, pointsPerRange: number): Levels {
  const all = allLevels(domain)
  if (domain.kind === 'choice' || (all !== null && all.size <= pointsPerRange)) return all ?? listLevels([])
  const last = pointsPerRange - 1
  const points = Array.from({ length: pointsPerRange }, (_, index) => {
    const point = interpolate(domain, index / last)
    return nearestValue(domain, all === null && index > 0 && index < last ? roundOff(point) : point)
  })
  return listLevels(points)
}

function listLevels(values: readonly ParameterValue[]): Levels {
  const distinct = [...new Set(values)]
  return { size: distinct.length, at: (index) => distinct[index] ?? '' }
}
