/** @file Latin hypercubes: as many points as strata, one in every stratum of every axis, spread out from each other. */
import type { Random } from '../../../../shared/util/random'

/** Distances that spreading out may look at; a large design is left as it was drawn. */
const MOST_DISTANCES = 2_000_000
/** Near pairs weigh so much more than far ones that the nearest decides (Morris and Mitchell 1995). */
const POWER = 5

/** @returns `points` points with a random place within each stratum, row by row. */
export function drawLatinHypercube(points: number, axes: number, random: Random): Float64Array[] {
  const columns = Array.from({ length: axes }, () =>
    random.shuffle(Float64Array.from({ length: points }, (_, stratum) => (stratum + random.next()) / points)),
  )
  const rows = Array.from({ length: points }, (_, row) =>
    Float64Array.from(columns, (column) => column[row] ?? 0),
  )
  spreadOut(rows, axes, random)
  return rows
}

/** Exchanges places of two points on one axis wherever that moves them away from others; strata stay as they are. */
function spreadOut(rows: readonly Float64Array[], axes: number, random: Random): void {
  if (rows.length < 3 || axes < 2) return
  const exchanges = Math.floor(MOST_DISTANCES / (4 * rows.length))
  for (let count = 0; count < Math.min(exchanges, 40 * rows.length); count++) {
    const [left, right] = [rows[random.integer(rows.length)], rows[random.integer(rows.length)]]
    const axis = random.integer(axes)
    if (left === undefined || right === undefined || left === right) continue
    const before = crowding(rows, left) + crowding(rows, right)
    exchange(left, right, axis)
    if (crowding(rows, left) + crowding(rows, right) >= before) exchange(left, right, axis)
  }
}

function exchange(left: Float64Array, right: Float64Array, axis: number): void {
  const kept = left[axis] ?? 0
  left[axis] = right[axis] ?? 0
  right[axis] = kept
}

function crowding(rows: readonly Float64Array[], own: Float64Array): number {
  let sum = 0
  for (const other of rows) {
    if (other === own) continue
    let square = 0
    for (let axis = 0; axis < own.length; axis++) square += ((own[axis] ?? 0) - (other[axis] ?? 0)) ** 2
    sum += square ** (-POWER / 2)
  }
  return sum
}
