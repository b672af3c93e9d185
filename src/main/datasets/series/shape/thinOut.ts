/** @file Picks few points of a long series for a chart, so that it looks the same. */

/**
 * The least and the most of every stretch of equal length, in their order; all where there are few enough.
 * @returns at most `limit` positions of figures that are not missing, ascending.
 */
export function thinOut(values: Float64Array, limit: number): number[] {
  const present = [...values.keys()].filter((at) => !Number.isNaN(values[at]))
  if (present.length <= limit) return present
  const stretches = Math.floor(limit / 2)
  return Array.from({ length: stretches }, (_, stretch) => {
    const from = Math.floor((stretch * present.length) / stretches)
    const to = Math.floor(((stretch + 1) * present.length) / stretches)
    return extremes(values, present.slice(from, to))
  }).flat()
}

function extremes(values: Float64Array, positions: readonly number[]): number[] {
  const value = (at: number) => values[at] ?? 0
  const least = positions.reduce((best, at) => (value(at) < value(best) ? at : best))
  const most = positions.reduce((best, at) => (value(at) > value(best) ? at : best))
  if (least === most) return [least]
  return least < most ? [least, most] : [most, least]
}
