/** @file How often each pair of categories of two columns occurs together. */
import type { Categories } from '../column/categories'

/** Over the rows where both categories are known. */
export interface Contingency {
  readonly count: number
  readonly left: Int32Array
  readonly right: Int32Array
  /** Counts of the pairs that occur, by left code · `right.length` + right code. */
  readonly cells: ReadonlyMap<number, number>
}

export function countPairs(left: Categories, right: Categories): Contingency {
  const cells = new Map<number, number>()
  const table = { left: new Int32Array(left.size), right: new Int32Array(right.size) }
  let count = 0
  left.codes.forEach((first, row) => {
    const second = right.codes[row] ?? -1
    if (first < 0 || second < 0) return
    const cell = first * right.size + second
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
    table.left[first] = (table.left[first] ?? 0) + 1
    table.right[second] = (table.right[second] ?? 0) + 1
    count++
  })
  return { ...table, count, cells }
}
