/** @file A parameter as an axis of a Parzen estimator: a range, a grid of values on one, or choices without an order. */
import type { Domain, Parameter, ParameterValue } from '../../../../shared/domain/searchSpace'
import { countValues, interpolate, valueAt } from '../../space/domains'

/**
 * Places on a range are numbers on its scale, those on a grid and of choices are indices. Kernels of a grid are normal on its scale and
 * give each value the probability from half a step below it to half a step above.
 */
export type ParzenAxis = RangeAxis | GridAxis | ChoiceAxis

interface Ends {
  /** On the scale; of a grid half a step beyond the first and last value. */
  readonly low: number
  readonly high: number
}

export interface RangeAxis extends Ends {
  readonly kind: 'range'
}

export interface GridAxis extends Ends {
  readonly kind: 'grid'
  readonly count: number
  /** @returns where a value stands on the scale. */
  centreOf(index: number): number
  /** @returns where the share of value `index` begins on the scale; that of `index − 1` ends there. */
  edgeOf(index: number): number
  /** @returns the value that is nearest to a point of the scale. */
  nearest(point: number): number
}

export interface ChoiceAxis {
  readonly kind: 'choice'
  readonly count: number
}

/** A parameter that can have several values, and its axis. */
export interface ModelledParameter {
  readonly parameter: Parameter
  readonly axis: ParzenAxis
  /** @returns the place of a value; NaN for one that is not of the domain. */
  placeOf(value: ParameterValue | undefined): number
  valueOf(place: number): ParameterValue
}

/** @returns how a parameter is modelled; null for one that has a single value. Ordinal choices are a grid of their ranks. */
export function modelParameter(parameter: Parameter): ModelledParameter | null {
  const { domain } = parameter
  const count = countValues(domain)
  if (count === null && domain.kind !== 'choice') return { parameter, ...modelRange(domain) }
  if (count === null || count <= 1) return null
  const indices = {
    parameter,
    placeOf: (value: ParameterValue | undefined) => indexOf(domain, count, value),
    valueOf: (place: number) => valueAt(domain, place),
  }
  if (domain.kind !== 'choice') return { ...indices, axis: createGrid(domain, count) }
  const isOrdered = domain.isOrdered === true
  return {
    ...indices,
    axis: isOrdered ? createGrid({ low: 0, step: 1, scale: 'linear' }, count) : { kind: 'choice', count },
  }
}

type NumberDomain = Exclude<Domain, { kind: 'choice' }>

function modelRange(domain: NumberDomain): Omit<ModelledParameter, 'parameter'> {
  const isLog = domain.scale === 'log'
  const [low, high] = isLog ? [Math.log(domain.low), Math.log(domain.high)] : [domain.low, domain.high]
  return {
    axis: { kind: 'range', low, high },
    placeOf: (value) => {
      if (typeof value !== 'number' || value < domain.low || value > domain.high) return Number.NaN
      return isLog ? Math.log(value) : value
    },
    valueOf: (place) => interpolate(domain, Math.min(1, Math.max(0, (place - low) / (high - low)))),
  }
}

function createGrid(
  { low, step = 1, scale }: Pick<NumberDomain, 'low' | 'step' | 'scale'>,
  count: number,
): GridAxis {
  const isLog = scale === 'log'
  const toScale = (value: number) => (isLog ? Math.log(value) : value)
  // On a log scale with steps wider than the first value, half a step below it there is nothing.
  const edgeOf = (index: number) =>
    toScale(isLog && index === 0 ? Math.max(low - step / 2, low / 2) : low + (index - 0.5) * step)
  return {
    ...{ kind: 'grid', count, edgeOf },
    low: edgeOf(0),
    high: edgeOf(count),
    centreOf: (index) => toScale(low + index * step),
    nearest: (point) => {
      const index = Math.round(((isLog ? Math.exp(point) : point) - low) / step)
      return Math.min(count - 1, Math.max(0, index))
    },
  }
}

function indexOf(domain: Domain, count: number, value: ParameterValue | undefined): number {
  if (value === undefined) return Number.NaN
  if (domain.kind === 'choice') {
    const index = domain.values.indexOf(value)
    return index < 0 ? Number.NaN : index
  }
  if (typeof value !== 'number') return Number.NaN
  const steps = (value - domain.low) / (domain.step ?? 1)
  const index = Math.round(steps)
  return index >= 0 && index < count && Math.abs(steps - index) < 1e-6 ? index : Number.NaN
}
