/** @file Takes some rows of many, the same ones for the same seed. */
import { createRandom, type Random } from '../../../../shared/util/random'

/** From so many rows a drawn one on, one is drawn of each stretch: going through all of them would take longer than their use. */
const STRETCH = 8

/**
 * Draws without replacement, each row as likely as any other.
 * @returns `limit` rows of `rowCount`, ascending; all of them where there are no more.
 */
export function sampleRows(rowCount: number, limit: number, seed: number): Int32Array {
  if (rowCount <= limit) return Int32Array.from({ length: rowCount }, (_, row) => row)
  const random = createRandom(seed, rowCount, limit)
  return rowCount < STRETCH * limit
    ? selectRows({ rowCount, limit, random })
    : drawOfStretches({ rowCount, limit, random })
}

interface Draw {
  readonly rowCount: number
  readonly limit: number
  readonly random: Random
}

/** Knuth's selection sampling (TAOCP 2, algorithm 3.4.2S). */
function selectRows({ rowCount, limit, random }: Draw): Int32Array {
  const rows = new Int32Array(limit)
  let taken = 0
  for (let row = 0; taken < limit; row++) {
    if ((rowCount - row) * random.next() < limit - taken) rows[taken++] = row
  }
  return rows
}

/** One row of each of `limit` stretches of equal length, whose ends need not be whole. */
function drawOfStretches({ rowCount, limit, random }: Draw): Int32Array {
  const rows = new Int32Array(limit)
  let last = -1
  for (let at = 0; at < limit; at++) {
    const row = Math.floor(((at + random.next()) * rowCount) / limit)
    // Two stretches may share the row at their border.
    last = Math.min(Math.max(row, last + 1), rowCount - limit + at)
    rows[at] = last
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
