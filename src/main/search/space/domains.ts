/** @file The values of one domain: how many there are, the nth of them, the nearest to a wish, one drawn at random. */
import type { Domain, ParameterValue } from '../../../shared/domain/searchSpace'
import type { Random } from '../../../shared/util/random'

type NumberDomain = Exclude<Domain, { kind: 'choice' }>

/** Twelve digits hide what binary fractions add: 0.1 + 2 · 0.1 is 0.3. */
export function roundOff(value: number): number {
  return Number(value.toPrecision(12))
}

/** @returns the number of values; null where a float range has no step, 0 where `low` is above `high`. */
export function countValues(domain: Domain): number | null {
  if (domain.kind === 'choice') return domain.values.length
  const { low, high, step } = domain
  if (low > high) return 0
  if (low === high) return 1
  return step === undefined ? null : Math.floor((high - low) / step + 1e-9) + 1
}

/** @returns value `index` (from 0, in ascending or listed order) of a domain that `countValues` can count. */
export function valueAt(domain: Domain, index: number): ParameterValue {
  if (domain.kind === 'choice') return domain.values[index] ?? ''
  const value = domain.low + index * (domain.step ?? 0)
  return domain.kind === 'integer' ? value : Math.min(domain.high, Math.max(domain.low, roundOff(value)))
}

/** @returns the place of a value of a domain that `countValues` can count; of another value, that of the nearest. */
export function indexOfValue(domain: Domain, value: ParameterValue): number {
  if (domain.kind === 'choice') return Math.max(0, domain.values.indexOf(nearestValue(domain, value)))
  return typeof value === 'number' ? nearestIndex(domain, value, countValues(domain) ?? 1) : 0
}

/** @returns the value of the domain that is nearest to `wish`; the first one where nothing is comparable. */
export function nearestValue(domain: Domain, wish: ParameterValue): ParameterValue {
  if (domain.kind === 'choice') return nearestChoice(domain.values, wish)
  if (typeof wish !== 'number') return domain.low
  const count = countValues(domain)
  if (count === null) return Math.min(domain.high, Math.max(domain.low, wish))
  return valueAt(domain, nearestIndex(domain, wish, count))
}

/** @returns a value drawn evenly, on a log scale evenly in the logarithm. */
export function sampleValue(domain: Domain, random: Random): ParameterValue {
  const count = countValues(domain)
  if (domain.kind === 'choice') return valueAt(domain, random.integer(domain.values.length))
  if (count === null) return sampleRange(domain, random)
  if (domain.scale === 'linear' || count <= 1) return valueAt(domain, Math.floor(random.next() * count))
  return valueAt(domain, sampleLogIndex(domain, random, count))
}

/** @returns the point at `share` (0 to 1) of the way from low to high on the domain's scale. */
export function interpolate({ low, high, scale }: NumberDomain, share: number): number {
  if (share === 0) return low
  if (share === 1) return high
  const value = scale === 'log' ? low * Math.pow(high / low, share) : low + (high - low) * share
  return Math.min(high, Math.max(low, value))
}

function sampleRange(domain: NumberDomain, random: Random): number {
  return interpolate(domain, random.next())
}

/**
 * Draws from log-uniform over the range widened by half a step at both ends and rounds to the grid, so that every
 * value v has probability log((v + s/2) / (v − s/2)): the ends are as likely as their neighbours suggest.
 */
function sampleLogIndex(domain: NumberDomain, random: Random, count: number): number {
  const step = domain.step ?? 1
  const last = domain.low + (count - 1) * step
  const low = Math.max(domain.low - step / 2, domain.low / 2)
  return nearestIndex(domain, low * Math.pow((last + step / 2) / low, random.next()), count)
}

function nearestIndex({ low, step }: NumberDomain, wish: number, count: number): number {
  return step === undefined ? 0 : Math.min(count - 1, Math.max(0, Math.round((wish - low) / step)))
}

function nearestChoice(values: readonly ParameterValue[], wish: ParameterValue): ParameterValue {
  const [first = wish] = values
  if (values.includes(wish)) return wish
  if (typeof wish !== 'number') return first
  const distance = (value: ParameterValue) => (typeof value === 'number' ? Math.abs(value - wish) : Infinity)
  return values.reduce((best, value) => (distance(value) < distance(best) ? value : best), first)
}
