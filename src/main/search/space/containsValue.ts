/** @file Whether a value is one of a domain. */
import type { Domain, ParameterValue } from '../../../shared/domain/searchSpace'
import { nearestValue } from './domains'

/** Rounding of decimal fractions may move a value of a step by so much of itself. */
const TOLERANCE = 1e-9

export function containsValue(domain: Domain, value: ParameterValue): boolean {
  if (domain.kind === 'choice') return domain.values.includes(value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  const nearest = nearestValue(domain, value)
  return typeof nearest === 'number' && Math.abs(nearest - value) <= TOLERANCE * Math.abs(value)
}
