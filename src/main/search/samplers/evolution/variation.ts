/** @file How a value is changed by chance, and a whole assignment grown around values that are given. */
import type { Assignment, ParameterValue } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import type { Axis, UnitCube } from '../../encoding/unitCube'
import { isActive } from '../../space/assignments'
import { indexOfValue, valueAt } from '../../space/domains'

/** Narrowest change as a share of a range; the widest is the whole of it. */
const NARROWEST = 0.01

/**
 * @returns another value: of a choice any other; on an ordered axis one at a normal distance whose width is drawn evenly in its logarithm, so that no scale
 * is preferred, but at least the next one. The same only where there is no other.
 */
export function mutateValue(
  { parameter, count, isOrdered, valueAt: at, placeOf }: Axis,
  value: ParameterValue,
  random: Random,
): ParameterValue {
  if (count === 1) return value
  if (!isOrdered && count !== null) {
    const own = indexOfValue(parameter.domain, value)
    return valueAt(parameter.domain, (own + 1 + random.integer(count - 1)) % count)
  }
  const changed = at(reflect(placeOf(value) + random.normal() * NARROWEST ** random.next()))
  if (changed !== value || count === null) return changed
  const next = indexOfValue(parameter.domain, value) + (random.next() < 0.5 ? -1 : 1)
  return valueAt(parameter.domain, next < 0 ? 1 : next >= count ? count - 2 : next)
}

/** What leaves [0, 1] comes back, so that the ends do not gather it. */
export function reflect(place: number): number {
  const turned = Math.abs(place) % 2
  return turned > 1 ? 2 - turned : turned
}

/** @returns an assignment of these values; what exists in it and has none is drawn. */
export function growAssignment(
  { axes }: UnitCube,
  random: Random,
  valueOf: (axis: Axis) => ParameterValue | undefined,
): Assignment {
  const assignment: Assignment = {}
  for (const axis of axes) {
    const { parameter } = axis
    if (isActive(parameter, assignment))
      assignment[parameter.name] = valueOf(axis) ?? axis.valueAt(random.next())
  }
  return assignment
}

/** @returns whether a value is one of the axis's domain, which trials of other studies and of spaces as they were may not have. */
export function isOfAxis(
  { parameter, valueAt: at, placeOf }: Axis,
  value: ParameterValue | undefined,
): boolean {
  if (value === undefined) return false
  const { domain } = parameter
  if (domain.kind === 'choice') return domain.values.includes(value)
  if (typeof value !== 'number' || value < domain.low || value > domain.high) return false
  return domain.step === undefined || Math.abs(Number(at(placeOf(value))) - value) <= 1e-6 * domain.step
}
