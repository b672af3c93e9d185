/** @file A name beside others of its kind. */

/**
 * @param longest letters that a name may have; what is too long gives way to its number
 * @returns the wanted name, or, where that is taken, the name with the first number from 2 that is free: `Iris 2`
 */
export function freeName(wanted: string, taken: ReadonlySet<string>, longest = Infinity): string {
  let free = wanted
  for (let count = 2; taken.has(free); count++) {
    const ending = ` ${count}`
    free = wanted.slice(0, longest - ending.length) + ending
  }
  return free
}
