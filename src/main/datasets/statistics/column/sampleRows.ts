/** @file Takes some rows of many, the same ones for the same seed. */
import { createRandom } from '../../../../shared/util/random'

/**
 * Draws without replacement by Knuth's selection sampling (TAOCP 2, algorithm 3.4.2S).
 * @returns `limit` rows of `rowCount`, ascending; all of them where there are no more.
 */
export function sampleRows(rowCount: number, limit: number, seed: number): Int32Array {
  if (rowCount <= limit) return Int32Array.from({ length: rowCount }, (_, row) => row)
  const random = createRandom(seed, rowCount, limit)
  const rows = new Int32Array(limit)
  let taken = 0
  for (let row = 0; taken < limit; row++) {
    if ((rowCount - row) * random.next() < limit - taken) rows[taken++] = row
  }
  return rows
}

/** @returns the figures at these rows, in their order. */
export function takeRows(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length)
  rows.forEach((row, at) => (taken[at] = values[row] ?? NaN))
  return taken
}

/** @returns the codes at these rows, in their order. */
export function takeCodes(codes: Int32Array, rows: Int32Array): Int32Array {
  return rows.map((row) => codes[row] ?? -1)
}
