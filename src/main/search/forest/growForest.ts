/** @file Grows a random forest for regression (Breiman 2001): every tree from its own draw of the rows. */
import { createRandom, type Random } from '../../../shared/util/random'
import { growTree } from './growTree'
import type { Forest, ForestData, ForestOptions, SortedData, Tree } from './types'

/** @returns a forest that follows from the data and the seed; tree n does not depend on how many there are. */
export function growForest(data: ForestData, options: ForestOptions): Forest {
  return { trees: [...growTrees(data, options)], choices: data.choices }
}

/** One tree after the other, for whoever has other things to do in between. */
export function* growTrees(data: ForestData, options: ForestOptions): Generator<Tree> {
  const sorted = sortColumns(data)
  for (let index = 0; index < options.trees; index++) {
    const random = createRandom(options.seed, index)
    const weights = drawWeights(data.targets.length, options.isBootstrapped ?? true, random)
    yield growTree(sorted, { weights, random, ...options })
  }
}

/** Sorted once for all trees. What does not exist counts as one choice more, or stands behind all numbers. */
function sortColumns({ columns, choices, targets }: ForestData): SortedData {
  const filled = columns.map((column, feature) => {
    const absent = choices[feature] ?? 0
    return column.map((value) => (Number.isNaN(value) ? (absent > 0 ? absent : Infinity) : value))
  })
  const orders = filled.map((column) => {
    const order = Int32Array.from(targets, (_, row) => row)
    return order.sort((a, b) => compare(column[a] ?? 0, column[b] ?? 0) || a - b)
  })
  return { columns: filled, choices, targets, orders }
}

/** Infinity less Infinity is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** @returns how often each row is in the tree. */
function drawWeights(rows: number, isBootstrapped: boolean, random: Random): Float64Array {
  const weights = new Float64Array(rows)
  if (!isBootstrapped) return weights.fill(1)
  for (let draw = 0; draw < rows; draw++) {
    const row = random.integer(rows)
    weights[row] = (weights[row] ?? 0) + 1
  }
  return weights
}
