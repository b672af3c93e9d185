/** @file Fills missing figures by those of the nearest rows that have them. */
import { momentsOf } from '../column/moments'
import { sampleRows } from '../column/sampleRows'

/** Rows that are kept to borrow from, unless told otherwise: every one is compared with every row that lacks something. */
export const MOST_DONORS = 2000

export interface Donors {
  /** Row by row, NaN where missing. */
  readonly rows: Float64Array
  readonly columnCount: number
  /** Of each column over all rows; 0 where none has a figure. */
  readonly means: Float64Array
}

/** @param columns NaN where missing. @returns all rows, or `limit` of them drawn by the seed. */
export function fitDonors(
  columns: readonly Float64Array[],
  { seed, limit = MOST_DONORS }: { seed: number; limit?: number },
): Donors {
  const taken = sampleRows(columns[0]?.length ?? 0, limit, seed)
  const rows = new Float64Array(taken.length * columns.length)
  columns.forEach((column, at) => {
    taken.forEach((row, donor) => (rows[donor * columns.length + at] = column[row] ?? NaN))
  })
  return {
    rows,
    columnCount: columns.length,
    means: Float64Array.from(columns, (column) => momentsOf(column).mean),
  }
}

/**
 * Each missing figure becomes the mean of it over the `neighbours` nearest donors that have it (Troyanskaya et al. 2001),
 * near by the columns that both have, scaled up for those they have not: scikit-learn's `KNNImputer`. The column's mean
 * stands in where no donor has both the figure and a column in common. Of equally near donors the earlier count.
 */
export function imputeNeighbours(
  columns: readonly Float64Array[],
  donors: Donors,
  neighbours: number,
): Float64Array[] {
  const filled = columns.map((column) => column.slice())
  const nearest = new Nearest(neighbours)
  const row = new Float64Array(columns.length)
  const distances = new Float64Array(donors.rows.length / Math.max(1, donors.columnCount))
  for (let at = 0; at < (columns[0]?.length ?? 0); at++) {
    columns.forEach((column, index) => (row[index] = column[at] ?? NaN))
    if (!row.some(Number.isNaN)) continue
    measure(row, donors, distances)
    row.forEach((value, index) => {
      const column = filled[index]
      if (column && Number.isNaN(value)) column[at] = borrow({ donors, distances, index, nearest })
    })
  }
  return filled
}

/**
 * Squared Euclidean distances over the columns that are there on both sides, times columns / columns there; NaN where
 * there are none (Dixon 1979).
 */
function measure(row: Float64Array, { rows, columnCount }: Donors, distances: Float64Array): void {
  for (let donor = 0; donor < distances.length; donor++) {
    let [sum, common] = [0, 0]
    for (let at = 0; at < columnCount; at++) {
      const difference = (row[at] ?? NaN) - (rows[donor * columnCount + at] ?? NaN)
      if (Number.isNaN(difference)) continue
      sum += difference * difference
      common++
    }
    distances[donor] = (sum * columnCount) / common
  }
}

interface Wanted {
  readonly donors: Donors
  readonly distances: Float64Array
  readonly index: number
  readonly nearest: Nearest
}

function borrow({ donors, distances, index, nearest }: Wanted): number {
  nearest.clear()
  distances.forEach((distance, donor) => {
    const value = donors.rows[donor * donors.columnCount + index] ?? NaN
    if (!Number.isNaN(value) && !Number.isNaN(distance)) nearest.offer(distance, value)
  })
  return nearest.mean() ?? donors.means[index] ?? 0
}

/** The values that came with the smallest distances. */
class Nearest {
  private readonly distances: Float64Array
  private readonly values: Float64Array
  private count = 0

  constructor(private readonly limit: number) {
    this.distances = new Float64Array(limit)
    this.values = new Float64Array(limit)
  }

  clear(): void {
    this.count = 0
  }

  offer(distance: number, value: number): void {
    if (this.count === this.limit && distance >= (this.distances[this.limit - 1] ?? 0)) return
    let place = this.count < this.limit ? this.count++ : this.limit - 1
    for (; place > 0 && (this.distances[place - 1] ?? 0) > distance; place--) {
      this.distances[place] = this.distances[place - 1] ?? 0
      this.values[place] = this.values[place - 1] ?? 0
    }
    this.distances[place] = distance
    this.values[place] = value
  }

  mean(): number | null {
    if (this.count === 0) return null
    return this.values.subarray(0, this.count).reduce((sum, value) => sum + value, 0) / this.count
  }
}
