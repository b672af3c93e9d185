/** @file Mutual information of two columns of figures, in nats. */
import { orderOf, ranksOf } from '../column/ranks'
import { takeRows } from '../column/sampleRows'
import { digamma } from '../special/gamma'
import { NEIGHBOURS } from './information'
import { countNear } from './nearOnLine'

/**
 * By nearest neighbours in the plane of both columns, distances being the larger of the two (Kraskov, Stögbauer and
 * Grassberger 2004, eq. 8): scikit-learn's `_compute_mi_cc`. Rows that lack either figure are left out. About n·√n steps;
 * n² where both columns hold few different figures.
 */
export function informationOfFigures(
  left: Float64Array,
  right: Float64Array,
  neighbours = NEIGHBOURS,
): number {
  const [first, second] = countDistinct(left) >= countDistinct(right) ? [left, right] : [right, left]
  const known = orderOf(first.map((value, row) => value + 0 * (second[row] ?? NaN)))
  const count = known.length
  if (count <= neighbours) return 0
  const x = takeRows(first, known)
  const y = takeRows(second, known)
  const distances = planeDistances(x, y, neighbours)
  const order = orderOf(y)
  const sorted = takeRows(y, order)
  let sum = 0
  order.forEach((at, place) => {
    const distance = distances[at] ?? 0
    sum += digamma(countNear(x, at, distance)) + digamma(countNear(sorted, place, distance))
  })
  return Math.max(0, digamma(count) + digamma(neighbours) - sum / count)
}

/** Looking to both sides of the sorted column is short where its figures differ. */
function countDistinct(values: Float64Array): number {
  return new Set(ranksOf(values)).size
}

/** @param x ascending. @returns how far each point is from its nearest neighbour of that number. */
function planeDistances(x: Float64Array, y: Float64Array, neighbours: number): Float64Array {
  const nearest = new Float64Array(neighbours)
  return x.map((_, at) => {
    nearest.fill(Infinity)
    let [below, above] = [at - 1, at + 1]
    for (;;) {
      const down = Math.abs((x[at] ?? 0) - (x[below] ?? -Infinity))
      const up = Math.abs((x[above] ?? Infinity) - (x[at] ?? 0))
      const other = down <= up ? below-- : above++
      const across = Math.min(down, up)
      if (!(across < (nearest[neighbours - 1] ?? 0))) break
      insert(nearest, Math.max(across, Math.abs((y[at] ?? 0) - (y[other] ?? 0))))
    }
    return nearest[neighbours - 1] ?? 0
  })
}

/** Puts a distance in its place among the nearest ones, the farthest of which falls out. */
function insert(nearest: Float64Array, distance: number): void {
  let place = nearest.length - 1
  if (distance >= (nearest[place] ?? 0)) return
  for (; place > 0 && (nearest[place - 1] ?? 0) > distance; place--) nearest[place] = nearest[place - 1] ?? 0
  nearest[place] = distance
}
