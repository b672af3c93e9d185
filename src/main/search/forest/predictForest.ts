/** @file Asks a forest. */
import type { Forest, Prediction, Tree } from './types'

/** @returns the leaf of a tree that a row ends in; the row's numbers are as in `ForestData`, NaN where a feature does not exist. */
export function findLeaf(tree: Tree, choices: readonly number[], row: ArrayLike<number>): number {
  const { feature, threshold, left, right, subsets } = tree
  let node = 0
  for (let asked = feature[0] ?? -1; asked >= 0; asked = feature[node] ?? -1) {
    const value = row[asked] ?? Number.NaN
    const size = choices[asked] ?? 0
    const isLeft =
      size === 0
        ? value <= (threshold[node] ?? 0)
        : subsets[(threshold[node] ?? 0) + (Number.isNaN(value) ? size : value)] === 1
    node = (isLeft ? left[node] : right[node]) ?? 0
  }
  return node
}

/**
 * Mean over the trees, and the variance of a value by the law of total variance (Hutter, Xu, Hoos and Leyton-Brown 2014, section 4.3.2):
 * the mean of the leaves' variances and the variance of their means.
 */
export function predictForest({ trees, choices }: Forest, row: ArrayLike<number>): Prediction {
  let sum = 0
  let squares = 0
  let within = 0
  for (const tree of trees) {
    const leaf = findLeaf(tree, choices, row)
    const value = tree.value[leaf] ?? 0
    sum += value
    squares += value ** 2
    within += tree.variance[leaf] ?? 0
  }
  const mean = sum / trees.length
  return { mean, variance: within / trees.length + Math.max(0, squares / trees.length - mean ** 2) }
}

/** @returns the mean over the trees alone. */
export function predictMean({ trees, choices }: Forest, row: ArrayLike<number>): number {
  let sum = 0
  for (const tree of trees) sum += tree.value[findLeaf(tree, choices, row)] ?? 0
  return sum / trees.length
}
