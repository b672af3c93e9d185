/** @file Keeps every neighbouring value of a countable axis in reach, however narrow the distribution has become. */
import type { Axis } from '../../encoding/unitCube'
import { normalCdf, normalInverseCdf } from '../../maths/normal'
import { indexOfValue } from '../../space/domains'
import { deviationOf, type Distribution } from './distribution'

/** Halvings by which the edge between two values is found. */
const HALVINGS = 50

/** Where the shares of neighbouring values of an axis meet. */
export type EdgeAbove = (axis: number, index: number) => number

/** @returns the edges of countable axes, each found once. */
export function createEdges(axes: readonly Axis[]): EdgeAbove {
  const known = axes.map(() => new Map<number, number>())
  return (axis, index) => {
    const found = known[axis]?.get(index)
    if (found !== undefined) return found
    const edge = findEdge(axes[axis], index)
    known[axis]?.set(index, edge)
    return edge
  }
}

function findEdge(axis: Axis | undefined, index: number): number {
  if (axis === undefined) return 1
  let [low, high] = [0, 1]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    if (indexAt(axis, middle) <= index) low = middle
    else high = middle
  }
  return high
}

function indexAt(axis: Axis, place: number): number {
  return indexOfValue(axis.parameter.domain, axis.valueAt(place))
}

/**
 * CMA-ES with margin (Hamano, Saito, Nomura and Shirakawa 2022, algorithm 1): mean and width of a countable axis are changed so that leaving the
 * value at the mean keeps at least the probability 1 / (n · population).
 */
export function keepMargin(
  distribution: Distribution,
  axes: readonly Axis[],
  { edgeAbove, population }: { edgeAbove: EdgeAbove; population: number },
): Distribution {
  const least = 1 / (axes.length * population)
  const mean = Float64Array.from(distribution.mean)
  const margin = Float64Array.from(distribution.margin)
  for (const [place, axis] of axes.entries()) {
    if (axis.count === null) continue
    const index = indexAt(axis, mean[place] ?? 0)
    const cell = {
      low: index === 0 ? null : edgeAbove(place, index - 1),
      high: index === axis.count - 1 ? null : edgeAbove(place, index),
    }
    const deviation = deviationOf(distribution, place)
    const kept = keepCell(cell, { mean: mean[place] ?? 0, deviation }, least)
    mean[place] = Math.min(1, Math.max(0, kept.mean))
    margin[place] = (margin[place] ?? 1) * (kept.deviation / deviation)
  }
  return { ...distribution, mean, margin }
}

interface Normal {
  readonly mean: number
  readonly deviation: number
}

/** @param cell the edges of the value at the mean; null at an end of the axis */
function keepCell(
  { low, high }: { low: number | null; high: number | null },
  { mean, deviation }: Normal,
  least: number,
): Normal {
  if (low === null || high === null) {
    const edge = low ?? high
    if (edge === null || normalCdf(-Math.abs(edge - mean) / deviation) >= least) return { mean, deviation }
    const reach = -normalInverseCdf(least) * deviation
    return { mean: low === null ? edge - reach : edge + reach, deviation }
  }
  const below = normalCdf((low - mean) / deviation)
  const above = normalCdf((mean - high) / deviation)
  if (below >= least / 2 && above >= least / 2) return { mean, deviation }
  const [lifted, raised] = [Math.max(least / 2, below), Math.max(least / 2, above)]
  const inside = 1 - below - above
  const surplus = (1 - lifted - raised - inside) / (lifted + raised + inside - 1.5 * least)
  const [wantedBelow, wantedAbove] = [lifted, raised].map((chance) => chance + surplus * (chance - least / 2))
  const toLow = -normalInverseCdf(wantedBelow ?? lifted)
  const toHigh = -normalInverseCdf(wantedAbove ?? raised)
  return {
    deviation: (high - low) / (toLow + toHigh),
    mean: (low * toHigh + high * toLow) / (toLow + toHigh),
  }
}
