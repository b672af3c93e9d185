/** @file Where a sample is cut into parts of equal size. */

/** @param sorted ascending, not empty @returns cuts between parts, ascending, each once; fewer than parts − 1 where values repeat */
export function quantilesOf(sorted: Float64Array, parts: number): number[] {
  const cuts = Array.from(
    { length: parts - 1 },
    (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / parts)] ?? 0,
  )
  const last = sorted.at(-1) ?? 0
  return [...new Set(cuts)].filter((cut) => cut < last)
}
