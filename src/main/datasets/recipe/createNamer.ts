/** @file Names for columns that steps make. */

/** @returns a function that gives the wanted name, or, where that was given before, the name with a number. */
export function createNamer(known: Iterable<string>): (wanted: string) => string {
  const taken = new Set(known)
  return (wanted) => {
    let name = wanted
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} ${copy}`
    taken.add(name)
    return name
  }
}
