/** @file Grows one regression tree (CART): every split is the one that leaves the least squared error. */
import { createSplitFinder, type Split } from './findSplit'
import type { SortedData, Tree, TreeOptions } from './types'

/** Nodes whose targets vary less than this share of what all of them do are leaves. */
const PURITY = 1e-14

/**
 * Rows of a node stand together in the order of every column; a split moves those that go left to the front, keeping the order. So nothing is
 * sorted again, and a level of the tree costs rows × columns.
 */
export function growTree(data: SortedData, options: TreeOptions): Tree {
  const { weights } = options
  const orders = data.orders.map((order) => order.filter((row) => (weights[row] ?? 0) > 0))
  const rows = orders[0] ?? rowsWithWeight(weights)
  const nodes = new NodeList(rows.length)
  const finder = createSplitFinder({ ...data, orders }, options)
  const partition = createPartition(orders, data.targets.length)
  const maxDepth = options.maxDepth ?? Infinity
  const minLeaf = options.minLeaf ?? 1
  const waiting = [{ node: nodes.add(), start: 0, end: rows.length, depth: 0 }]
  let purity = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, start, end, depth } = next
    const spread = nodes.describe(node, rows.subarray(start, end), data.targets, weights)
    if (node === 0) purity = spread * PURITY
    if (depth >= maxDepth || spread <= purity || nodes.countOf(node) < 2 * minLeaf) continue
    const split = finder.find(start, end)
    if (split === null) continue
    const middle = partition(start, end, finder.goesLeft(split))
    const [left, right] = nodes.split(node, split)
    waiting.push({ node: right, start: middle, end, depth: depth + 1 })
    waiting.push({ node: left, start, end: middle, depth: depth + 1 })
  }
  return nodes.toTree()
}

/** A tree without columns is a root. */
function rowsWithWeight(weights: Float64Array): Int32Array {
  return Int32Array.from(weights.keys()).filter((row) => (weights[row] ?? 0) > 0)
}

/** @returns a function that moves the rows that go left to the front, in all orders, and says where the others begin. */
function createPartition(orders: readonly Int32Array[], rowCount: number) {
  const isLeft = new Uint8Array(rowCount)
  const rest = new Int32Array(rowCount)
  return (start: number, end: number, goesLeft: (row: number) => boolean): number => {
    const first = orders[0] ?? new Int32Array(0)
    for (let at = start; at < end; at++) {
      const row = first[at] ?? 0
      isLeft[row] = goesLeft(row) ? 1 : 0
    }
    let middle = start
    for (const order of orders) {
      middle = start
      let others = 0
      for (let at = start; at < end; at++) {
        const row = order[at] ?? 0
        if (isLeft[row] === 1) order[middle++] = row
        else rest[others++] = row
      }
      order.set(rest.subarray(0, others), middle)
    }
    return middle
  }
}

/** The tree while it grows; as many nodes as it can ever have. */
class NodeList {
  private size = 0
  private readonly feature: Int32Array
  private readonly threshold: Float64Array
  private readonly left: Int32Array
  private readonly right: Int32Array
  private readonly value: Float64Array
  private readonly variance: Float64Array
  private readonly count: Float64Array
  private readonly subsets: number[] = []

  constructor(rows: number) {
    const most = Math.max(1, 2 * rows - 1)
    this.feature = new Int32Array(most)
    this.threshold = new Float64Array(most)
    this.left = new Int32Array(most)
    this.right = new Int32Array(most)
    this.value = new Float64Array(most)
    this.variance = new Float64Array(most)
    this.count = new Float64Array(most)
  }

  add(): number {
    this.feature[this.size] = -1
    return this.size++
  }

  countOf(node: number): number {
    return this.count[node] ?? 0
  }

  /** Notes mean and variance of a node's rows. @returns the sum of squares about the mean. */
  describe(node: number, rows: Int32Array, targets: Float64Array, weights: Float64Array): number {
    let count = 0
    let sum = 0
    for (const row of rows) {
      count += weights[row] ?? 0
      sum += (weights[row] ?? 0) * (targets[row] ?? 0)
    }
    const mean = count === 0 ? 0 : sum / count
    let squares = 0
    for (const row of rows) squares += (weights[row] ?? 0) * ((targets[row] ?? 0) - mean) ** 2
    this.value[node] = mean
    this.variance[node] = count === 0 ? 0 : squares / count
    this.count[node] = count
    return squares
  }

  split(node: number, { feature, threshold, subset }: Split): [number, number] {
    const left = this.add()
    const right = this.add()
    this.feature[node] = feature
    this.threshold[node] = subset === null ? threshold : this.subsets.length
    if (subset !== null) this.subsets.push(...subset)
    this.left[node] = left
    this.right[node] = right
    return [left, right]
  }

  toTree(): Tree {
    return {
      feature: this.feature.slice(0, this.size),
      threshold: this.threshold.slice(0, this.size),
      left: this.left.slice(0, this.size),
      right: this.right.slice(0, this.size),
      value: this.value.slice(0, this.size),
      variance: this.variance.slice(0, this.size),
      count: this.count.slice(0, this.size),
      subsets: Uint8Array.from(this.subsets),
    }
  }
}
