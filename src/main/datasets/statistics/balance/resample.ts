/** @file Gives classes the same number of rows by taking some twice, or leaving some out. */
import { createRandom } from '../../../../shared/util/random'
import { countCodes, type Categories } from '../column/categories'

export interface BalanceOptions {
  readonly seed: number
  /** Rows of every class as a share of those of the commonest, at least; above 0, up to 1. @default 1 */
  readonly ratio?: number
}

/** @returns how many rows each class lacks to have its share; classes without any row stay so. */
export function countLacking(classes: Categories, ratio: number): Int32Array {
  const counts = countCodes(classes)
  const wanted = Math.ceil(ratio * Math.max(0, ...counts) - 1e-9)
  return counts.map((count) => (count === 0 ? 0 : Math.max(0, wanted - count)))
}

/** @returns the rows of each class, ascending. */
export function rowsOfClasses({ codes, size }: Categories): Int32Array[] {
  const rows = Array.from(countCodes({ codes, size }), (count) => new Int32Array(count))
  const filled = new Int32Array(size)
  codes.forEach((code, row) => {
    const place = filled[code]
    const ofClass = rows[code]
    if (place === undefined || !ofClass) return
    ofClass[place] = row
    filled[code] = place + 1
  })
  return rows
}

/** Draws rows of the rarer classes anew. @returns the rows drawn, to be added to all that there are. */
export function drawMore(classes: Categories, { seed, ratio = 1 }: BalanceOptions): Int32Array {
  const random = createRandom(seed)
  const lacking = countLacking(classes, ratio)
  const drawn = rowsOfClasses(classes).flatMap((rows, code) =>
    Array.from({ length: lacking[code] ?? 0 }, () => rows[random.integer(rows.length)] ?? 0),
  )
  return Int32Array.from(drawn)
}

/** Leaves out rows of the commoner classes. @returns the rows that stay, ascending; rows without a class are not among them. */
export function drawFewer(classes: Categories, { seed, ratio = 1 }: BalanceOptions): Int32Array {
  const random = createRandom(seed)
  const groups = rowsOfClasses(classes).filter((rows) => rows.length > 0)
  const least = Math.min(...groups.map((rows) => rows.length))
  const most = Math.floor(least / ratio + 1e-9)
  return Int32Array.from(groups.flatMap((rows) => [...random.shuffle(rows).subarray(0, most)])).sort()
}
