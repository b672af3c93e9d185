/** @file How lonely each point is among others of its front. */
import type { Objectives } from './paretoRanks'

/**
 * Of every objective the gap between the neighbours on both sides as a share of the whole width, summed (Deb et al. 2002, NSGA-II); infinite for
 * the ends. An objective that is the same everywhere says nothing.
 */
export function crowdingDistances(values: readonly Objectives[]): number[] {
  const distances = new Array<number>(values.length).fill(0)
  const objectives = values[0]?.length ?? 0
  for (let objective = 0; objective < objectives; objective++) {
    const valueOf = (index: number | undefined) =>
      index === undefined ? 0 : (values[index]?.[objective] ?? 0)
    const order = Array.from(values.keys()).sort((a, b) => valueOf(a) - valueOf(b) || a - b)
    const width = valueOf(order.at(-1)) - valueOf(order[0])
    if (width === 0) continue
    for (const [place, index] of order.entries()) {
      const isEnd = place === 0 || place === order.length - 1
      const gap = isEnd ? Infinity : valueOf(order[place + 1]) - valueOf(order[place - 1])
      distances[index] = (distances[index] ?? 0) + gap / width
    }
  }
  return distances
}
