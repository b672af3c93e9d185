/** @file How trials lie on one parameter: a density on at most fifty places, as PED-ANOVA wants it. */
import type { Domain, ParameterValue } from '../../../../shared/domain/searchSpace'
import { normalCdf } from '../../maths/normal'
import { countValues } from '../../space/domains'

/** Places of a parameter's values. */
export interface ParameterGrid {
  readonly size: number
  /** Whether neighbouring places are alike, so that a trial speaks for them, too. */
  readonly isOrdered: boolean
  placeOf(value: ParameterValue): number
}

const MOST_PLACES = 50

/** @returns the grid of Optuna 5's PED-ANOVA: evenly spread on the domain's scale, both ends on it; a value between two of them belongs to the nearer, and to the lower in the very middle. */
export function createGrid(domain: Domain): ParameterGrid {
  if (domain.kind === 'choice') {
    return {
      size: domain.values.length,
      isOrdered: domain.isOrdered === true,
      placeOf: (value) => Math.max(0, domain.values.indexOf(value)),
    }
  }
  const isLog = domain.scale === 'log'
  const toScale = isLog ? Math.log : (value: number) => value
  const size = sizeOf(domain)
  const width = (toScale(domain.high) - toScale(domain.low)) / (size - 1)
  return {
    size,
    isOrdered: true,
    placeOf: (value) => {
      const place = Math.ceil((toScale(Number(value)) - toScale(domain.low)) / width - 0.5)
      return Math.min(size - 1, Math.max(0, place))
    },
  }
}

/** Integers on a log scale are fewer than they seem: their doublings count. */
function sizeOf(domain: Exclude<Domain, { kind: 'choice' }>): number {
  if (domain.kind === 'integer' && domain.scale === 'log') {
    return Math.min(MOST_PLACES, Math.ceil(Math.log2(domain.high - domain.low + 1)) + 1)
  }
  return Math.min(MOST_PLACES, countValues(domain) ?? MOST_PLACES)
}

/** The prior counts as one trial, spread over all places. */
const PRIOR_WEIGHT = 1
/** So narrow that nine tenths of a kernel lie on its own place. */
const LEAST_WIDTH = 0.5 / 1.64

/** @returns the density by place of so many trials at each; even where there are none. */
export function densityOf(counts: ArrayLike<number>, isOrdered: boolean): Float64Array {
  const size = counts.length
  let total = 0
  for (let place = 0; place < size; place++) total += counts[place] ?? 0
  if (total === 0) return new Float64Array(size).fill(1 / size)
  return isOrdered ? ordered(counts, total) : unordered(counts, total)
}

/** Every choice that was seen is a kernel of its own, flattened by its share of the prior. */
function unordered(counts: ArrayLike<number>, total: number): Float64Array {
  const seen = Array.from(counts).filter((count) => count > 0).length
  const floor = PRIOR_WEIGHT / (seen + 1)
  const kernelTotal = 1 + counts.length * floor
  const prior = PRIOR_WEIGHT / counts.length
  return Float64Array.from({ length: counts.length }, (_, place) => {
    const own = counts[place] ?? 0
    return ((own + floor * total) / kernelTotal + prior) / (total + PRIOR_WEIGHT)
  })
}

/** A normal kernel a place, cut to the grid, of a width by Scott's rule (Scott 1992), and a wide one in the middle as prior. */
function ordered(counts: ArrayLike<number>, total: number): Float64Array {
  const size = counts.length
  const width = Math.max(LEAST_WIDTH, scottWidth(counts, total))
  const density = new Float64Array(size)
  const table = Float64Array.from({ length: 2 * size + 1 }, (_, index) =>
    normalCdf((index - size - 0.5) / width),
  )
  const below = (distance: number) => table[distance + size] ?? 0
  for (let place = 0; place < size; place++) {
    const weight = counts[place] ?? 0
    if (weight === 0) continue
    const mass = below(size - place) - below(-place)
    for (let other = 0; other < size; other++) {
      const part = below(other - place + 1) - below(other - place)
      density[other] = (density[other] ?? 0) + (weight * part) / mass
    }
  }
  const prior = wideKernel(size)
  return density.map((sum, place) => (sum + PRIOR_WEIGHT * (prior[place] ?? 0)) / (total + PRIOR_WEIGHT))
}

function wideKernel(size: number): Float64Array {
  const cdf = (place: number) => normalCdf((place - size / 2) / size)
  return Float64Array.from(
    { length: size },
    (_, place) => (cdf(place + 1) - cdf(place)) / (cdf(size) - cdf(0)),
  )
}

function scottWidth(counts: ArrayLike<number>, total: number): number {
  const places = Array.from({ length: counts.length }, (_, place) => place).filter(
    (place) => (counts[place] ?? 0) > 0,
  )
  const sumOf = (term: (place: number) => number) =>
    places.reduce((sum, place) => sum + (counts[place] ?? 0) * term(place), 0)
  const mean = sumOf((place) => place) / total
  const deviation = Math.sqrt(sumOf((place) => (place - mean) ** 2) / Math.max(1, total - 1))
  const quartiles = quartileDistance(counts, places, total)
  return 1.059 * Math.min(quartiles / 1.34, deviation) * total ** -0.2
}

function quartileDistance(counts: ArrayLike<number>, places: readonly number[], total: number): number {
  let sum = 0
  const reached = places.map((place) => (sum += counts[place] ?? 0))
  const lower = reached.findIndex((count) => count >= Math.floor(total / 4))
  const upper = reached.findIndex((count) => count > Math.floor((total * 3) / 4))
  return (places.at(upper < 0 ? -1 : upper) ?? 0) - (places[lower] ?? 0)
}
