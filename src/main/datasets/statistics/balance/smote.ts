/** @file New rows of rare classes between rows that there are. */
import { createRandom, type Random } from '../../../../shared/util/random'
import type { Categories } from '../column/categories'
import { sampleRows } from '../column/sampleRows'
import { countLacking, rowsOfClasses, type BalanceOptions } from './resample'

/** Neighbours of a row are looked for among so many rows of its class. */
export const SMOTE_POOL = 5000

/** Each new row lies on the way from one row to another of its class. Arrays run parallel. */
export interface Synthetic {
  readonly from: Int32Array
  readonly to: Int32Array
  /** How far along the way, from 0 up to 1. */
  readonly shares: Float64Array
}

export interface SmoteOptions extends BalanceOptions {
  /** Of a row, one of which the way leads to. @default 5 */
  readonly neighbours?: number
}

/**
 * SMOTE (Chawla, Bowyer, Hall and Kegelmeyer 2002, algorithm of section 4.2): of a random row of a rarer class, one of its
 * nearest neighbours in the class (Euclidean), and a random place between. A class of one row is repeated. Of classes beyond
 * `SMOTE_POOL` rows, neighbours are looked for in a sample.
 * @param columns without NaN, of comparable size.
 */
export function planSmote(
  columns: readonly Float64Array[],
  classes: Categories,
  { seed, ratio = 1, neighbours = 5 }: SmoteOptions,
): Synthetic {
  const random = createRandom(seed)
  const lacking = countLacking(classes, ratio)
  const plan = { from: [] as number[], to: [] as number[], shares: [] as number[] }
  rowsOfClasses(classes).forEach((rows, code) => {
    const pool = sampleRows(rows.length, SMOTE_POOL, seed).map((place) => rows[place] ?? 0)
    const known = new Map<number, number[]>()
    for (let count = lacking[code] ?? 0; count > 0; count--) {
      const from = rows[random.integer(rows.length)] ?? 0
      const near = known.get(from) ?? nearestRows({ columns, row: from, pool, neighbours })
      known.set(from, near)
      plan.from.push(from)
      plan.to.push(pick(near, random) ?? from)
      plan.shares.push(random.next())
    }
  })
  return {
    from: Int32Array.from(plan.from),
    to: Int32Array.from(plan.to),
    shares: Float64Array.from(plan.shares),
  }
}

function pick(items: readonly number[], random: Random): number | undefined {
  return items[random.integer(items.length)]
}

interface NearestOptions {
  readonly columns: readonly Float64Array[]
  readonly row: number
  readonly pool: Int32Array
  readonly neighbours: number
}

/** @returns the rows of the pool nearest to the row, itself not among them; of equally near ones the earlier. */
export function nearestRows({ columns, row, pool, neighbours }: NearestOptions): number[] {
  const distances = new Float64Array(pool.length)
  for (const column of columns) {
    const own = column[row] ?? 0
    pool.forEach((other, at) => (distances[at] = (distances[at] ?? 0) + ((column[other] ?? 0) - own) ** 2))
  }
  const nearest: number[] = []
  pool.forEach((other, at) => {
    if (other === row) return
    const distance = distances[at] ?? 0
    if (nearest.length === neighbours && distance >= (distances[nearest[neighbours - 1] ?? 0] ?? 0)) return
    let place = nearest.length
    while (place > 0 && (distances[nearest[place - 1] ?? 0] ?? 0) > distance) place--
    nearest.splice(place, 0, at)
    if (nearest.length > neighbours) nearest.pop()
  })
  return nearest.map((at) => pool[at] ?? row)
}

/** @returns the column's figures of the new rows: x + share · (neighbour's x − x). */
export function interpolateRows(values: Float64Array, { from, to, shares }: Synthetic): Float64Array {
  return shares.map((share, at) => {
    const start = values[from[at] ?? -1] ?? NaN
    return start + share * ((values[to[at] ?? -1] ?? NaN) - start)
  })
}
