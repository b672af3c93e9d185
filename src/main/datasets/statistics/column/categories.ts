/** @file A column of categories as the statistics read it. */

/** Codes from 0 to `size` − 1, −1 where missing; a code may occur in no row. */
export interface Categories {
  readonly codes: Int32Array
  readonly size: number
}

/** @returns how often each code occurs. */
export function countCodes({ codes, size }: Categories): Int32Array {
  const counts = new Int32Array(size)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
