/** @file The best split of a node: of an ordered column between two values, of an unordered one between two sets of choices. */
import type { SortedData, TreeOptions } from './types'

export interface Split {
  readonly feature: number
  /** What is not above it goes left. */
  readonly threshold: number
  /** Of choices instead: 1 for one that goes left; last, whether what does not exist does. */
  readonly subset: Uint8Array | null
}

export interface SplitFinder {
  /** @returns the best split of the rows from `start` to `end`; null where none of the columns can be split. */
  find(start: number, end: number): Split | null
  goesLeft(split: Split): (row: number) => boolean
}

/** The best found so far; `gain` is Σ (sum of a side)² ÷ its rows, largest where the squared error is least. */
interface Best {
  gain: number
  feature: number
  /** Ordered: largest value on the left and smallest on the right. */
  below: number
  above: number
  subset: Uint8Array | null
}

export function createSplitFinder(data: SortedData, options: TreeOptions): SplitFinder {
  const features = Int32Array.from(data.columns.keys())
  const tried = Math.max(1, Math.ceil((options.featureShare ?? 1) * features.length))
  const targets = centred(data.targets, options.weights)
  const task = { ...data, targets, weights: options.weights, minLeaf: options.minLeaf ?? 1 }
  return {
    find: (start, end) => {
      if (tried < features.length) options.random.shuffle(features)
      const rows = rowsOf(task, task.orders[0] ?? NO_ROWS, start, end)
      const best: Best = { gain: -Infinity, feature: -1, below: 0, above: 0, subset: null }
      for (let place = 0; place < features.length; place++) {
        if (place >= tried && best.feature >= 0) break
        const feature = features[place] ?? 0
        if (isConstant(task, feature, rows)) continue
        if ((data.choices[feature] ?? 0) > 0) searchChoices(task, feature, rows, best)
        else searchOrdered(task, feature, rows, best)
      }
      return best.feature < 0 ? null : toSplit(best, options)
    },
    goesLeft: ({ feature, threshold, subset }) => {
      const column = data.columns[feature] ?? new Float64Array(0)
      if (subset !== null) return (row) => subset[column[row] ?? 0] === 1
      return (row) => (column[row] ?? 0) <= threshold
    },
  }
}

const UNSEEN = 2

interface SplitTask extends SortedData {
  readonly weights: Float64Array
  readonly minLeaf: number
}

/** Rows of a node: where they stand in every order, how many they are and the sum of their targets. */
interface Rows {
  readonly start: number
  readonly end: number
  readonly count: number
  readonly sum: number
}

const NOTHING = new Float64Array(0)
const NO_ROWS = new Int32Array(0)

/** Sums of targets far from zero would lose the digits that matter. */
function centred(targets: Float64Array, weights: Float64Array): Float64Array {
  let sum = 0
  let count = 0
  for (const [row, weight] of weights.entries()) {
    sum += weight * (targets[row] ?? 0)
    count += weight
  }
  const mean = count === 0 ? 0 : sum / count
  return targets.map((target) => target - mean)
}

function searchOrdered(task: SplitTask, feature: number, rows: Rows, best: Best): void {
  const { targets, weights } = task
  const column = task.columns[feature] ?? NOTHING
  const order = task.orders[feature] ?? NO_ROWS
  let leftCount = 0
  let leftSum = 0
  let row = order[rows.start] ?? 0
  let value = column[row] ?? 0
  for (let at = rows.start + 1; at < rows.end; at++) {
    const weight = weights[row] ?? 0
    leftCount += weight
    leftSum += weight * (targets[row] ?? 0)
    row = order[at] ?? 0
    const next = column[row] ?? 0
    if (next === value) continue
    const gain = gainOf(task, rows, leftCount, leftSum)
    if (gain > best.gain) {
      best.gain = gain
      best.feature = feature
      best.below = value
      best.above = next
      best.subset = null
    }
    value = next
  }
}

/** @returns −∞ where a side would be too small. */
function gainOf({ minLeaf }: SplitTask, { count, sum }: Rows, leftCount: number, leftSum: number): number {
  const rightCount = count - leftCount
  if (leftCount < minLeaf || rightCount < minLeaf) return -Infinity
  return leftSum ** 2 / leftCount + (sum - leftSum) ** 2 / rightCount
}

/** The whole of a node's rows, in any order of them. */
function rowsOf({ targets, weights }: SplitTask, order: Int32Array, start: number, end: number): Rows {
  let count = 0
  let sum = 0
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0
    const weight = weights[row] ?? 0
    count += weight
    sum += weight * (targets[row] ?? 0)
  }
  return { start, end, count, sum }
}

/** For squared error the best set of choices is among the first ones by mean target (Breiman et al. 1984, section 9.4). */
function searchChoices(task: SplitTask, feature: number, rows: Rows, best: Best): void {
  const size = (task.choices[feature] ?? 0) + 1
  const { present, counts, sums } = sumByChoice(task, feature, rows, size)
  let leftCount = 0
  let leftSum = 0
  for (let place = 0; place < present.length - 1; place++) {
    leftCount += counts[present[place] ?? 0] ?? 0
    leftSum += sums[present[place] ?? 0] ?? 0
    const gain = gainOf(task, rows, leftCount, leftSum)
    if (gain <= best.gain) continue
    best.gain = gain
    best.feature = feature
    best.subset = new Uint8Array(size).fill(UNSEEN)
    for (let rank = 0; rank < present.length; rank++) best.subset[present[rank] ?? 0] = rank <= place ? 1 : 0
  }
}

/** @returns the choices that the rows have, by ascending mean of their targets. Rows stand in order of choices. */
function sumByChoice({ targets, weights, ...task }: SplitTask, feature: number, rows: Rows, size: number) {
  const column = task.columns[feature] ?? NOTHING
  const order = task.orders[feature] ?? NO_ROWS
  const counts = new Float64Array(size)
  const sums = new Float64Array(size)
  const present: number[] = []
  for (let at = rows.start; at < rows.end; at++) {
    const row = order[at] ?? 0
    const choice = column[row] ?? 0
    const weight = weights[row] ?? 0
    if (choice !== present.at(-1)) present.push(choice)
    counts[choice] = (counts[choice] ?? 0) + weight
    sums[choice] = (sums[choice] ?? 0) + weight * (targets[row] ?? 0)
  }
  const mean = (choice: number) => (sums[choice] ?? 0) / (counts[choice] ?? 1)
  present.sort((a, b) => mean(a) - mean(b) || a - b)
  return { present, counts, sums }
}

/** @returns whether all rows have the same value: then the first and the last of them, by order. */
function isConstant(task: SplitTask, feature: number, { start, end }: Rows): boolean {
  const column = task.columns[feature]
  const order = task.orders[feature]
  return column?.[order?.[start] ?? 0] === column?.[order?.[end - 1] ?? 0]
}

/** What a choice is like that no row of the node has is not known: a coin decides where it goes. */
function toSplit({ feature, below, above, subset }: Best, { threshold, random }: TreeOptions): Split {
  if (subset !== null) {
    const members = subset.map((side) => (side === UNSEEN ? random.integer(2) : side))
    return { feature, threshold: 0, subset: members }
  }
  if (above === Infinity) return { feature, threshold: Number.MAX_VALUE, subset: null }
  const share = threshold === 'anywhere' ? random.next() : 0.5
  const place = below + share * (above - below)
  return { feature, threshold: place < above ? place : below, subset: null }
}
