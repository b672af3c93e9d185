/** @file Rows as 53-bit numbers: equal rows have equal ones, and different rows hardly ever. */

/** A column by its figures (NaN where missing) or by its codes. */
export type HashedColumn = Float64Array | Int32Array

export function hashRows(columns: readonly HashedColumn[], rowCount: number): Float64Array {
  const high = new Uint32Array(rowCount).fill(0x811c9dc5)
  const low = new Uint32Array(rowCount).fill(0x9e3779b9)
  for (const column of columns) mixColumn(column, high, low)
  return Float64Array.from(high, (word, row) => (word >>> 11) * 2 ** 32 + (low[row] ?? 0))
}

function mixColumn(column: HashedColumn, high: Uint32Array, low: Uint32Array): void {
  if (column instanceof Int32Array) {
    column.forEach((code, row) => {
      mix(high, low, { row, first: code, second: 0x5bd1e995 })
    })
    return
  }
  // Adding 0 makes −0 and 0 one; figures that are missing are all alike as they are.
  const figures = column.map((value) => value + 0)
  const words = new Uint32Array(figures.buffer, figures.byteOffset, figures.length * 2)
  for (let row = 0; row < figures.length; row++) {
    mix(high, low, { row, first: words[2 * row] ?? 0, second: words[2 * row + 1] ?? 0 })
  }
}

function mix(
  high: Uint32Array,
  low: Uint32Array,
  { row, first, second }: { row: number; first: number; second: number },
): void {
  const left = Math.imul((high[row] ?? 0) ^ first, 0x01000193) ^ second
  high[row] = Math.imul(left ^ (left >>> 15), 0x85ebca6b)
  const right = Math.imul((low[row] ?? 0) ^ second, 0xc2b2ae35) + first
  low[row] = Math.imul(right ^ (right >>> 13), 0x27d4eb2f)
}
