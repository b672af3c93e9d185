/** @file Many tests at once. */

/**
 * Holm's step-down correction (Holm 1979): the chance that any of all is called significant where none is stays below the level.
 * @param ps of each test alone, 0 to 1 @returns adjusted, in the same order
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((one, other) => one.p - other.p)
  const adjusted = new Array<number>(ps.length).fill(1)
  let largest = 0
  order.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (ps.length - rank)))
    adjusted[index] = largest
  })
  return adjusted
}
