/** @file The few of many points that dominate the most together. */
import { hypervolume } from './hypervolume'
import type { Objectives } from './paretoRanks'

/**
 * Greedy: the point that adds most volume is taken, again and again, which gives at least 63 % of the best subset. What a point adds only shrinks
 * as others are taken (submodularity), so an old figure is a bound, and only those that might still win are measured again.
 *
 * @param points of one front: none dominates another
 * @returns positions of `count` points in the order they are taken; of equals, the first.
 */
export function selectByHypervolume(
  points: readonly Objectives[],
  count: number,
  reference: Objectives,
): number[] {
  return reference.length === 2
    ? selectInPlane(points, count, reference)
    : selectLazily(points, count, reference)
}

/**
 * In the plane what a point adds is the rectangle between it and its taken neighbours: those to its left bound it above, those to its right at their own
 * first objective. Of points that were taken only the nearest ones of a front bound it.
 */
function selectInPlane(
  points: readonly Objectives[],
  count: number,
  [right = 0, top = 0]: Objectives,
): number[] {
  const corners = points.map(([x = 0, y = 0]) => ({ x, y, end: right, ceiling: top }))
  const open = new Set(points.keys())
  const taken: number[] = []
  while (taken.length < count && open.size > 0) {
    const gains = corners.map(({ x, y, end, ceiling }) => Math.max(0, end - x) * Math.max(0, ceiling - y))
    const best = firstOfMost(open, gains)
    const { x: bestX = 0, y: bestY = 0 } = corners[best] ?? {}
    for (const corner of corners) {
      if (corner.x < bestX) corner.end = Math.min(corner.end, bestX)
      else corner.ceiling = Math.min(corner.ceiling, bestY)
    }
    open.delete(best)
    taken.push(best)
  }
  return taken
}

function selectLazily(points: readonly Objectives[], count: number, reference: Objectives): number[] {
  const bounds = points.map((point) => hypervolume([point], reference))
  const open = new Set(points.keys())
  const taken: number[] = []
  let volume = 0
  while (taken.length < count && open.size > 0) {
    const front = taken.map((index) => points[index] ?? [])
    const measured = new Map<number, number>()
    let best = firstOfMost(open, bounds)
    while (!measured.has(best)) {
      const whole = hypervolume([...front, points[best] ?? []], reference)
      measured.set(best, whole)
      bounds[best] = Math.max(0, whole - volume)
      best = firstOfMost(open, bounds)
    }
    volume = measured.get(best) ?? volume
    open.delete(best)
    taken.push(best)
  }
  return taken
}

function firstOfMost(open: ReadonlySet<number>, bounds: readonly number[]): number {
  let best = -1
  for (const index of open) {
    if (best < 0 || (bounds[index] ?? 0) > (bounds[best] ?? 0)) best = index
  }
  return best
}

/** @returns a point a little worse than the worst of each objective, as Optuna's TPE has it: 1.1 or 0.9 times, never 0. */
export function referencePoint(points: readonly Objectives[]): number[] {
  const objectives = points[0]?.length ?? 0
  return Array.from({ length: objectives }, (_, index) => {
    const worst = points.reduce((most, point) => Math.max(most, point[index] ?? 0), -Infinity)
    return Math.max(1.1 * worst, 0.9 * worst) || 1e-12
  })
}
