/** @file Who is beaten by whom where several objectives, all minimised, are looked at together. */

/** Objectives of one trial, all to be minimised; numbers, infinite ones too, but not NaN. */
export type Objectives = readonly number[]

/** @returns whether `a` is nowhere worse than `b` and somewhere better. */
export function dominates(a: Objectives, b: Objectives): boolean {
  let isBetter = false
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? 0
    const right = b[index] ?? 0
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
  const sorted = sortPoints(values)
  const ranks = new Array<number>(values.length).fill(0)
  const fronts: number[][] = []
  for (const [place, index] of sorted.order.entries()) {
    let [low, high] = [0, fronts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBeaten(sorted, fronts[middle] ?? [], place)) low = middle + 1
      else high = middle
    }
    ranks[index] = low
    const front = (fronts[low] ??= [])
    front.push(place)
  }
  return ranks
}

/** @returns positions of the points that none dominates, ascending; equal points are all there. */
export function paretoFront(values: readonly Objectives[]): number[] {
  const sorted = sortPoints(values)
  const front: number[] = []
  for (const place of sorted.order.keys()) if (!isBeaten(sorted, front, place)) front.push(place)
  return front.map((place) => sorted.order[place] ?? 0).sort((a, b) => a - b)
}

/** Points in lexicographic order, flat: one can be dominated by those before it, never by those after it. */
interface SortedPoints {
  /** Position of each among the points as they were given. */
  readonly order: readonly number[]
  readonly points: Float64Array
  readonly objectives: number
}

function sortPoints(values: readonly Objectives[]): SortedPoints {
  const order = Array.from(values.keys()).sort((a, b) => compare(values[a] ?? [], values[b] ?? []) || a - b)
  const objectives = values[0]?.length ?? 0
  const points = new Float64Array(order.length * objectives)
  for (const [place, index] of order.entries()) points.set(values[index] ?? [], place * objectives)
  return { order, points, objectives }
}

function compare(a: Objectives, b: Objectives): number {
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? 0
    const right = b[index] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** The youngest of a front are the nearest; with two objectives the youngest speaks for all of them. */
function isBeaten({ points, objectives }: SortedPoints, front: readonly number[], place: number): boolean {
  const own = place * objectives
  const last = objectives <= 2 ? Math.max(0, front.length - 1) : 0
  for (let index = front.length - 1; index >= last; index--) {
    const other = (front[index] ?? 0) * objectives
    let axis = objectives - 1
    while (axis > 0 && (points[other + axis] ?? 0) <= (points[own + axis] ?? 0)) axis--
    if (axis <= 0 && !areEqual(points.subarray(other, other + objectives), points, own)) return true
  }
  return false
}

function areEqual(point: Float64Array, points: Float64Array, from: number): boolean {
  return point.every((value, axis) => value === points[from + axis])
}
