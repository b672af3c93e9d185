/** @file The best of some random cuts through the rows of a node. */
import type { Random } from '../../../../shared/util/random'
import type { TreeTarget } from './target'

export interface Node {
  readonly columns: readonly Float64Array[]
  readonly target: TreeTarget
  /** The rows of the node. */
  readonly rows: Int32Array
}

export interface Cut {
  readonly column: number
  /** Rows up to it go to the left. */
  readonly threshold: number
  /** By how much the impurity falls, times the rows of the node. */
  readonly gain: number
}

export interface CutOptions {
  readonly random: Random
  /** Columns that are tried; those that do not change within the node do not count. */
  readonly tries: number
  /** Rows on either side at least. */
  readonly leastRows: number
}

/** Extremely randomised (Geurts, Ernst and Wehenkel 2006, table 1): one random threshold a column, the best column wins. */
export function findCut(node: Node, { random, tries, leastRows }: CutOptions): Cut | null {
  const order = random.shuffle(Int32Array.from(node.columns.keys()))
  const whole = squaresOver(sumsOf(node, null))
  let [best, tried]: [Cut | null, number] = [null, 0]
  for (const column of order) {
    if (tried === tries) break
    const values = node.columns[column]
    const range = values && rangeAt(values, node.rows)
    if (!range) continue
    tried++
    const threshold = range.low + random.next() * (range.high - range.low)
    const sides = sumsOf(node, { column, threshold })
    if (sides.left < leastRows || sides.right < leastRows) continue
    const gain = squaresOver(sides) - whole
    if (gain > (best?.gain ?? 1e-12)) best = { column, threshold, gain }
  }
  return best
}

function rangeAt(values: Float64Array, rows: Int32Array): { low: number; high: number } | null {
  let [low, high] = [Infinity, -Infinity]
  for (const row of rows) {
    const value = values[row] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return high > low ? { low, high } : null
}

interface Sides {
  readonly left: number
  readonly right: number
  readonly leftSums: Float64Array
  readonly rightSums: Float64Array
}

/** @param cut null puts all rows to the left. */
function sumsOf({ columns, target, rows }: Node, cut: { column: number; threshold: number } | null): Sides {
  const leftSums = new Float64Array(target.size)
  const rightSums = new Float64Array(target.size)
  const values = cut && columns[cut.column]
  let left = 0
  for (const row of rows) {
    const isLeft = !values || !((values[row] ?? 0) > cut.threshold)
    const slot = target.slots[row] ?? 0
    const sums = isLeft ? leftSums : rightSums
    sums[slot] = (sums[slot] ?? 0) + (target.weights[row] ?? 0)
    if (isLeft) left++
  }
  return { left, right: rows.length - left, leftSums, rightSums }
}

/** Σ S² / n over both sides: what it grows by, the impurity falls by. */
function squaresOver({ left, right, leftSums, rightSums }: Sides): number {
  const over = (sums: Float64Array, count: number) =>
    count === 0 ? 0 : sums.reduce((total, sum) => total + sum * sum, 0) / count
  return over(leftSums, left) + over(rightSums, right)
}
