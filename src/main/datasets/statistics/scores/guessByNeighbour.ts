/** @file How well one figure alone tells a class. */
import { countCodes, type Categories } from '../column/categories'
import { orderOf } from '../column/ranks'

/** Shares of the rows where both are known, from 0 to 1. */
export interface GuessedShare {
  /** Rows whose class is guessed rightly. */
  readonly right: number
  /** Rows of the commonest class: what guessing needs no figure for. */
  readonly base: number
  readonly count: number
}

/**
 * Guesses the class of each row from the others (leave one out): the commonest of those with the same figure, or, where
 * there is none, that of the nearest. Any bond shows in it, rising, falling, in steps or by numbers for names.
 */
export function guessByNeighbour(values: Float64Array, classes: Categories): GuessedShare {
  const known = orderOf(values.map((value, row) => ((classes.codes[row] ?? -1) < 0 ? NaN : value)))
  const sorted = Float64Array.from(known, (row) => values[row] ?? NaN)
  const codes = known.map((row) => classes.codes[row] ?? -1)
  let right = 0
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    end = first + 1
    while (end < sorted.length && sorted[end] === sorted[first]) end++
    right += end === first + 1 ? guessAlone(sorted, codes, first) : guessAlike(codes, first, end)
  }
  const count = sorted.length
  const most = Math.max(0, ...countCodes({ size: classes.size, codes }))
  return { count, right: count === 0 ? 0 : right / count, base: count === 0 ? 0 : most / count }
}

/** @returns 1 where the nearer neighbour is of the same class, the mean of both where they are equally near. */
function guessAlone(sorted: Float64Array, codes: Int32Array, at: number): number {
  const below = (sorted[at] ?? 0) - (sorted[at - 1] ?? -Infinity)
  const above = (sorted[at + 1] ?? Infinity) - (sorted[at] ?? 0)
  const isLike = (place: number) => (codes[place] === codes[at] ? 1 : 0)
  if (below === above) return (isLike(at - 1) + isLike(at + 1)) / 2
  return isLike(below < above ? at - 1 : at + 1)
}

/** @returns how many of the rows with one figure are of the class that is the commonest among the others of them. */
function guessAlike(codes: Int32Array, first: number, end: number): number {
  const counts = new Map<number, number>()
  for (let at = first; at < end; at++) counts.set(codes[at] ?? -1, (counts.get(codes[at] ?? -1) ?? 0) + 1)
  const [most = 0, ...others] = [...counts.values()].sort((left, right) => right - left)
  const [second = 0] = others
  // Only the commonest class can still be ahead, or level, when the row itself does not count.
  if (most - 1 > second) return most
  return most - 1 === second ? most / (1 + others.filter((count) => count === second).length) : 0
}
