/** @file How often each pair of categories of two columns occurs together. */
import type { Categories } from '../column/categories'

/** Over the rows where both categories are known. */
export interface Contingency {
  readonly count: number
  readonly left: Int32Array
  readonly right: Int32Array
  /** Pairs that occur. */
  readonly pairs: readonly CategoryPair[]
}

export interface CategoryPair {
  readonly left: number
  readonly right: number
  readonly count: number
}

/** Up to so many cells, the whole table is counted, which is many times faster than looking pairs up. */
const DENSE_CELLS = 1_000_000

export function countPairs(left: Categories, right: Categories): Contingency {
  const cells = left.size * right.size
  const isDense = cells <= DENSE_CELLS && cells <= 16 * left.codes.length
  const pairs = isDense ? countDense(left, right) : countSparse(left, right)
  const table = { left: new Int32Array(left.size), right: new Int32Array(right.size) }
  let total = 0
  for (const pair of pairs) {
    table.left[pair.left] = (table.left[pair.left] ?? 0) + pair.count
    table.right[pair.right] = (table.right[pair.right] ?? 0) + pair.count
    total += pair.count
  }
  return { ...table, count: total, pairs }
}

function countDense(left: Categories, right: Categories): CategoryPair[] {
  const cells = new Int32Array(left.size * right.size)
  for (let row = 0; row < left.codes.length; row++) {
    const first = left.codes[row] ?? -1
    const second = right.codes[row] ?? -1
    if (first < 0 || second < 0) continue
    const cell = first * right.size + second
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  const pairs: CategoryPair[] = []
  cells.forEach((count, cell) => {
    if (count > 0) pairs.push({ ...placeOf(cell, right.size), count })
  })
  return pairs
}

function countSparse(left: Categories, right: Categories): CategoryPair[] {
  const cells = new Map<number, number>()
  left.codes.forEach((first, row) => {
    const second = right.codes[row] ?? -1
    if (first < 0 || second < 0) return
    const cell = first * right.size + second
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  })
  return [...cells].map(([cell, count]) => ({ ...placeOf(cell, right.size), count }))
}

function placeOf(cell: number, width: number): { left: number; right: number } {
  return { left: Math.floor(cell / width), right: cell % width }
}
