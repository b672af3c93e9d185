/** @file Names for columns that steps make. */
import { freeName } from '../../../shared/util/freeName'

/** @returns a function that gives the wanted name, or, where that was given before, the name with a number. */
export function createNamer(known: Iterable<string>): (wanted: string) => string {
  const taken = new Set(known)
  return (wanted) => {
    const name = freeName(wanted, taken)
    taken.add(name)
    return name
  }
}
