/** @file Who is beaten by whom where several objectives, all minimised, are looked at together. */

/** Objectives of one trial, all to be minimised; numbers, infinite ones too, but not NaN. */
export type Objectives = readonly number[]

/** @returns whether `a` is nowhere worse than `b` and somewhere better. */
export function dominates(a: Objectives, b: Objectives): boolean {
  let isBetter = false
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0]
    if (left > right) return false
    if (left < right) isBetter = true
  }
  return isBetter
}

/**
 * Non-dominated sorting: 0 for points that none dominates, 1 for those that only points of rank 0 dominate, and so on. Equal points have equal
 * ranks. Efficient non-dominated sort with binary search (Zhang, Tian, Cheng and Jin 2015): in lexicographic order a point
 * belongs to the first front that holds none who dominates it, and fronts are nested, so it is found by bisection.
 */
export function paretoRanks(values: readonly Objectives[]): number[] {
  const ranks = new Array<number>(values.length).fill(0)
  const fronts: Objectives[][] = []
  for (const index of lexicographicOrder(values)) {
    const point = values[index] ?? []
    let [low, high] = [0, fronts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isDominatedBy(fronts[middle] ?? [], point)) low = middle + 1
      else high = middle
    }
    ranks[index] = low
    if (low === fronts.length) fronts.push([])
    fronts[low]?.push(point)
  }
  return ranks
}

/** @returns positions of the points that none dominates, ascending; equal points are all there. */
export function paretoFront(values: readonly Objectives[]): number[] {
  const front: Objectives[] = []
  const positions: number[] = []
  for (const index of lexicographicOrder(values)) {
    const point = values[index] ?? []
    if (isDominatedBy(front, point)) continue
    front.push(point)
    positions.push(index)
  }
  return positions.sort((a, b) => a - b)
}

/** Points before another one in this order can dominate it, those after it cannot. */
function lexicographicOrder(values: readonly Objectives[]): number[] {
  return Array.from(values.keys()).sort((a, b) => compare(values[a] ?? [], values[b] ?? []) || a - b)
}

function compare(a: Objectives, b: Objectives): number {
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** The youngest of a front are the nearest; with two objectives the youngest speaks for all of them. */
function isDominatedBy(front: readonly Objectives[], point: Objectives): boolean {
  const last = point.length <= 2 ? Math.max(0, front.length - 1) : 0
  for (let index = front.length - 1; index >= last; index--) {
    if (dominates(front[index] ?? [], point)) return true
  }
  return false
}
