/** @file How much each feature matters to a forest of random trees. */
import { createRandom, type Random } from '../../../../shared/util/random'
import { sampleRows } from '../column/sampleRows'
import { findCut, type Node } from './findCut'
import type { TreeTarget } from './target'

/** More rows are sampled. */
export const FOREST_ROWS = 5000

export interface ForestOptions {
  readonly seed: number
  /** @default 100 */
  readonly trees?: number
  /** Rows of a leaf at least. @default 10 */
  readonly leastRows?: number
}

/**
 * Mean fall of impurity (Breiman 2001; Louppe et al. 2013) over extremely randomised trees, each on all rows. A node tries
 * √columns, or a third of them for figures, two at least.
 * @param columns a missing figure (NaN) counts as one below all others. @returns a share a column, adding up to 1; all 0 where no tree has a cut.
 */
export function forestImportance(
  columns: readonly Float64Array[],
  target: TreeTarget,
  { seed, trees = 100, leastRows = 10 }: ForestOptions,
): Float64Array {
  const random = createRandom(seed)
  const known = knownRows(target)
  const rows = sampleRows(known.length, FOREST_ROWS, seed).map((place) => known[place] ?? 0)
  const share = target.size === 1 ? columns.length / 3 : Math.sqrt(columns.length)
  const options = { random, leastRows, tries: Math.max(2, Math.round(share)) }
  const total = new Float64Array(columns.length)
  for (let tree = 0; tree < trees; tree++) {
    const gains = growTree({ columns, target, rows: rows.slice() }, options)
    addShares(total, gains)
  }
  const whole = total.reduce((sum, gain) => sum + gain, 0)
  return whole === 0 ? total : total.map((gain) => gain / whole)
}

/** @returns the rows whose target is known. */
function knownRows({ slots, weights }: TreeTarget): Int32Array {
  return Int32Array.from(slots.keys()).filter((row) => (slots[row] ?? -1) >= 0 && !Number.isNaN(weights[row]))
}

function addShares(total: Float64Array, gains: Float64Array): void {
  const sum = gains.reduce((all, gain) => all + gain, 0)
  if (sum > 0) gains.forEach((gain, column) => (total[column] = (total[column] ?? 0) + gain / sum))
}

/** @param root its rows are put in another order. @returns the gain of each column over all cuts of one tree. */
function growTree(root: Node, options: { random: Random; tries: number; leastRows: number }): Float64Array {
  const gains = new Float64Array(root.columns.length)
  const open = [root.rows]
  for (let rows = open.pop(); rows; rows = open.pop()) {
    const cut = rows.length < 2 * options.leastRows ? null : findCut({ ...root, rows }, options)
    if (!cut) continue
    gains[cut.column] = (gains[cut.column] ?? 0) + cut.gain
    const left = divide(rows, root.columns[cut.column] ?? new Float64Array(0), cut.threshold)
    open.push(rows.subarray(0, left), rows.subarray(left))
  }
  return gains
}

/** Puts the rows up to the threshold first. @returns how many they are. */
function divide(rows: Int32Array, values: Float64Array, threshold: number): number {
  let left = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    if ((values[row] ?? 0) > threshold) continue
    rows[at] = rows[left] ?? 0
    rows[left++] = row
  }
  return left
}
