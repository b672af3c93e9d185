/** @file k-means of figures on a line. */
import { momentsOf } from '../column/moments'

const STEPS = 300
/** Share of the variance that the centres may still move by, as scikit-learn's `KMeans(tol=1e-4)`. */
const TOLERANCE = 1e-4

/**
 * Lloyd's algorithm (1982) from given centres. Groups on a line are runs of the sorted column, so that a step costs a
 * search a centre. A group that loses all its figures moves to the figure that lies farthest from its centre.
 * @param sorted ascending, without NaN, at least as many distinct figures as centres. @returns the centres, ascending.
 */
export function clusterLine(sorted: Float64Array, start: readonly number[]): Float64Array {
  const tolerance = TOLERANCE * momentsOf(sorted).variance
  const sums = prefixSums(sorted)
  let centres: Float64Array = Float64Array.from(start).sort()
  let ends: Int32Array = new Int32Array(0)
  for (let step = 0; step < STEPS; step++) {
    const next = endsOf(sorted, centres)
    const moved = centresOf({ sorted, sums, ends: next, centres })
    const shift = moved.reduce((sum, centre, at) => sum + (centre - (centres[at] ?? 0)) ** 2, 0)
    const isSettled = next.every((end, at) => end === ends[at])
    centres = moved.sort()
    if (isSettled || shift <= tolerance) break
    ends = next
  }
  return centres
}

/** @returns the sums of the first 0, 1, 2 … figures. */
function prefixSums(sorted: Float64Array): Float64Array {
  const sums = new Float64Array(sorted.length + 1)
  sorted.forEach((value, at) => (sums[at + 1] = (sums[at] ?? 0) + value))
  return sums
}

/** @returns where the group of each centre ends; a figure in the middle of two belongs to the lower. */
function endsOf(sorted: Float64Array, centres: Float64Array): Int32Array {
  return Int32Array.from(centres, (centre, at) => {
    const next = centres[at + 1]
    return next === undefined ? sorted.length : countUntil(sorted, (centre + next) / 2)
  })
}

/** @returns how many figures are no larger than the limit. */
function countUntil(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

interface Groups {
  readonly sorted: Float64Array
  readonly sums: Float64Array
  readonly ends: Int32Array
  readonly centres: Float64Array
}

function centresOf({ sorted, sums, ends, centres }: Groups): Float64Array {
  const starts = ends.map((_, at) => (at === 0 ? 0 : (ends[at - 1] ?? 0)))
  const empty = [...ends.keys()].filter((at) => ends[at] === starts[at])
  const totals = Float64Array.from(ends, (end, at) => (sums[end] ?? 0) - (sums[starts[at] ?? 0] ?? 0))
  const counts = ends.map((end, at) => end - (starts[at] ?? 0))
  const far = farthest({ sorted, sums, ends, centres }, empty.length)
  empty.forEach((group, at) => {
    const { row, owner } = far[at] ?? { row: 0, owner: 0 }
    totals[owner] = (totals[owner] ?? 0) - (sorted[row] ?? 0)
    counts[owner] = (counts[owner] ?? 1) - 1
    totals[group] = sorted[row] ?? 0
    counts[group] = 1
  })
  return totals.map((total, at) => (counts[at] === 0 ? (centres[at] ?? 0) : total / (counts[at] ?? 1)))
}

/** @returns the figures that lie farthest from the centre of their group, and which group that is. */
function farthest({ sorted, ends, centres }: Groups, count: number): { row: number; owner: number }[] {
  if (count === 0) return []
  let owner = 0
  const all = Array.from(sorted, (value, row) => {
    while (row >= (ends[owner] ?? Infinity)) owner++
    return { row, owner, distance: Math.abs(value - (centres[owner] ?? 0)) }
  })
  return all.sort((left, right) => right.distance - left.distance || left.row - right.row).slice(0, count)
}
