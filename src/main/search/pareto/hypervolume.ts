/** @file The exact volume that a set of points dominates. */
import { type Objectives, paretoFront } from './paretoRanks'

/**
 * @returns the volume between the points and `reference`, all objectives minimised: 0 for no points, and nothing for a point that is not
 * better than the reference in every objective. Two and three objectives are swept; more are sliced (WFG: While, Bradstreet and Barone
 * 2012).
 */
export function hypervolume(points: readonly Objectives[], reference: Objectives): number {
  return volumeOf(
    points.filter((point) => reference.every((bound, index) => (point[index] ?? 0) < bound)),
    reference,
  )
}

function volumeOf(points: readonly Objectives[], reference: Objectives): number {
  if (points.length === 0) return 0
  if (points.length === 1) return boxVolume(points[0] ?? [], reference)
  if (reference.length === 1) return (reference[0] ?? 0) - Math.min(...points.map(([value = 0]) => value))
  if (reference.length === 2) return sweepPlane(points, reference)
  return reference.length === 3 ? sweepSpace(points, reference) : slice(points, reference)
}

function boxVolume(point: Objectives, reference: Objectives): number {
  return reference.reduce((volume, bound, index) => volume * (bound - (point[index] ?? 0)), 1)
}

/** From left to right, every point that is lower than all before adds the strip down to it. */
function sweepPlane(points: readonly Objectives[], [right = 0, top = 0]: Objectives): number {
  let [volume, ceiling] = [0, top]
  for (const [x = 0, y = 0] of points.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    if (y >= ceiling) continue
    volume += (right - x) * (ceiling - y)
    ceiling = y
  }
  return volume
}

/** From the best third objective on, the area of the steps below grows with every point, and counts down to the next one. */
function sweepSpace(points: readonly Objectives[], [right = 0, top = 0, end = 0]: Objectives): number {
  const sorted = points.toSorted((a, b) => (a[2] ?? 0) - (b[2] ?? 0))
  const steps = new Steps(right, top)
  let volume = 0
  for (const [index, [x = 0, y = 0, z = 0]] of sorted.entries()) {
    steps.add(x, y)
    volume += steps.area * ((sorted[index + 1]?.[2] ?? end) - z)
  }
  return volume
}

/** Corners of a falling staircase, left to right, and the area above and right of it. */
class Steps {
  area = 0
  private readonly xs: number[] = []
  private readonly ys: number[] = []

  constructor(
    private readonly right: number,
    private readonly top: number,
  ) {}

  add(x: number, y: number): void {
    const at = this.placeOf(x)
    const ceiling = at === 0 ? this.top : (this.ys[at - 1] ?? this.top)
    if (ceiling <= y) return
    let [end, left, height] = [at, x, ceiling]
    for (; end < this.xs.length && (this.ys[end] ?? 0) >= y; end++) {
      const next = this.xs[end] ?? 0
      this.area += (next - left) * (height - y)
      left = next
      height = this.ys[end] ?? 0
    }
    this.area += ((this.xs[end] ?? this.right) - left) * (height - y)
    this.xs.splice(at, end - at, x)
    this.ys.splice(at, end - at, y)
  }

  /** @returns how many corners stand left of x, or at it and lower than all right of it. */
  private placeOf(x: number): number {
    let [low, high] = [0, this.xs.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.xs[middle] ?? 0) < x) low = middle + 1
      else high = middle
    }
    return low
  }
}

/**
 * From the worst last objective on: what a point alone dominates is its box less what later ones dominate of it, and those, limited to it,
 * are all as deep as it is, so one objective less is enough to measure them.
 */
function slice(points: readonly Objectives[], reference: Objectives): number {
  const last = reference.length - 1
  const below = reference.slice(0, last)
  const sorted = points.toSorted((a, b) => (b[last] ?? 0) - (a[last] ?? 0))
  let volume = 0
  for (const [index, point] of sorted.entries()) {
    const limited = sorted
      .slice(index + 1)
      .map((other) => below.map((_, axis) => Math.max(point[axis] ?? 0, other[axis] ?? 0)))
    const front = paretoFront(limited).map((position) => limited[position] ?? [])
    const alone = boxVolume(point, below) - volumeOf(front, below)
    volume += alone * ((reference[last] ?? 0) - (point[last] ?? 0))
  }
  return volume
}
