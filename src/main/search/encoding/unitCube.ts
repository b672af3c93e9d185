/** @file Assignments as points of the unit cube, one axis a parameter, so that an even draw of a point is an even draw of the space. */
import type { Assignment, Domain, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { isActive } from '../space/assignments'
import { countValues, interpolate, valueAt } from '../space/domains'

/** One parameter as an axis from 0 to 1. */
export interface Axis {
  readonly parameter: Parameter
  /** Number of values; null on a continuous axis. */
  readonly count: number | null
  /** Whether neighbouring places are alike: false for choices that have no order. */
  readonly isOrdered: boolean
  /** @returns the value at a place of [0, 1]; outside of it, that of the nearer end. */
  valueAt(place: number): Assignment[string]
  /** @returns the place of a value: for a countable axis the middle of its share. */
  placeOf(value: Assignment[string]): number
}

export interface UnitCube {
  readonly axes: readonly Axis[]
  /** Parents are decided first; axes of parameters that do not exist are ignored. */
  toAssignment(point: ArrayLike<number>): Assignment
  /** @returns a place on each axis; NaN where the parameter does not exist. */
  toPoint(assignment: Assignment): Float64Array
}

/** Parameters that follow another one have no axis; `createSampler` fills them in. */
export function createUnitCube(space: SearchSpace): UnitCube {
  const axes = space.parameters.filter(({ follows }) => follows === undefined).map(createAxis)
  return {
    axes,
    toAssignment: (point) => {
      const assignment: Assignment = {}
      for (const [index, axis] of axes.entries()) {
        const { parameter } = axis
        if (isActive(parameter, assignment)) assignment[parameter.name] = axis.valueAt(point[index] ?? 0.5)
      }
      return assignment
    },
    toPoint: (assignment) =>
      Float64Array.from(axes, ({ parameter, placeOf }) => {
        const value = assignment[parameter.name]
        return value === undefined ? Number.NaN : placeOf(value)
      }),
  }
}

/** Values of a log scale have shares by their logarithm, each from half a step below to half a step above. */
export function createAxis(parameter: Parameter): Axis {
  const { domain } = parameter
  const count = countValues(domain)
  const isOrdered = domain.kind !== 'choice' || domain.isOrdered === true
  if (domain.kind === 'choice' || domain.low >= domain.high) {
    return { parameter, count, isOrdered, ...evenly(domain, count ?? 1) }
  }
  if (count === null) {
    return {
      ...{ parameter, count, isOrdered },
      valueAt: (place) => interpolate(domain, clamp(place)),
      placeOf: (value) => (typeof value === 'number' ? clamp(shareOf(domain, value)) : 0),
    }
  }
  return {
    ...{ parameter, count, isOrdered },
    ...(domain.scale === 'log' ? byLogarithm(domain, count) : evenly(domain, count)),
  }
}

type NumberDomain = Exclude<Domain, { kind: 'choice' }>
type Places = Pick<Axis, 'valueAt' | 'placeOf'>

function evenly(domain: Domain, count: number): Places {
  return {
    valueAt: (place) => valueAt(domain, Math.min(count - 1, Math.floor(clamp(place) * count))),
    placeOf: (value) => (Math.min(count - 1, Math.max(0, indexOf(domain, value))) + 0.5) / count,
  }
}

/** The same shares as `sampleValue` gives. */
function byLogarithm(domain: NumberDomain, count: number): Places {
  const step = domain.step ?? 1
  const edgeAbove = (index: number) => Math.log(domain.low + (index + 0.5) * step)
  const first = Math.log(Math.max(domain.low - step / 2, domain.low / 2))
  const range = edgeAbove(count - 1) - first
  return {
    valueAt: (place) => {
      const wish = Math.exp(first + clamp(place) * range)
      return valueAt(domain, Math.min(count - 1, Math.max(0, Math.round((wish - domain.low) / step))))
    },
    placeOf: (value) => {
      const index = Math.min(count - 1, Math.max(0, indexOf(domain, value)))
      return (Math.log(domain.low + index * step) - first) / range
    },
  }
}

function indexOf(domain: Domain, value: Assignment[string]): number {
  if (domain.kind === 'choice') return Math.max(0, domain.values.indexOf(value))
  return typeof value === 'number' && domain.step !== undefined
    ? Math.round((value - domain.low) / domain.step)
    : 0
}

function shareOf({ low, high, scale }: NumberDomain, value: number): number {
  if (scale === 'linear') return (value - low) / (high - low)
  // A quotient could be too large to be a number.
  return (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
}

function clamp(place: number): number {
  return Math.min(1, Math.max(0, place))
}
