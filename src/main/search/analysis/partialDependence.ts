/** @file What a tree predicts over one or two features, all others as they were among its rows. */
import type { Tree } from '../forest'

/** A feature with the values it is asked at, as they stand in a row of the forest. */
export interface AskedFeature {
  readonly feature: number
  readonly values: readonly number[]
}

/**
 * Partial dependence (Friedman 2001, section 8.2): at a split of an asked feature a value goes its way; at any other it goes both ways, weighted
 * with the rows that did. One walk answers all values.
 *
 * @returns a prediction a pair of values, those of `y` outside; without `y` one a value of `x`.
 */
export function dependenceOf(
  tree: Tree,
  choices: readonly number[],
  x: AskedFeature,
  y: AskedFeature = { feature: -1, values: [0] },
): Float64Array {
  const width = x.values.length
  const answer = new Float64Array(width * y.values.length)
  const goesLeft = (node: number, value: number) => {
    const size = choices[tree.feature[node] ?? 0] ?? 0
    const threshold = tree.threshold[node] ?? 0
    return size > 0 ? tree.subsets[threshold + value] === 1 : value <= threshold
  }
  const add = (xs: readonly number[], ys: readonly number[], part: number) => {
    for (const row of ys) {
      for (const column of xs) answer[row * width + column] = (answer[row * width + column] ?? 0) + part
    }
  }
  const descend = (node: number, xs: readonly number[], ys: readonly number[], weight: number): void => {
    if (xs.length === 0 || ys.length === 0) return
    const feature = tree.feature[node] ?? -1
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0]
    if (feature < 0) return add(xs, ys, weight * (tree.value[node] ?? 0))
    if (feature === x.feature) {
      const [below, above] = divide(xs, (index) => goesLeft(node, x.values[index] ?? 0))
      descend(left, below, ys, weight)
      descend(right, above, ys, weight)
    } else if (feature === y.feature) {
      const [below, above] = divide(ys, (index) => goesLeft(node, y.values[index] ?? 0))
      descend(left, xs, below, weight)
      descend(right, xs, above, weight)
    } else {
      const share = (tree.count[left] ?? 0) / (tree.count[node] ?? 1)
      descend(left, xs, ys, weight * share)
      descend(right, xs, ys, weight * (1 - share))
    }
  }
  descend(0, [...x.values.keys()], [...y.values.keys()], 1)
  return answer
}

function divide(indices: readonly number[], isFirst: (index: number) => boolean): [number[], number[]] {
  const sides: [number[], number[]] = [[], []]
  for (const index of indices) sides[isFirst(index) ? 0 : 1].push(index)
  return sides
}
