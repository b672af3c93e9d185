/** @file Rows as 53-bit numbers: equal rows have equal ones, and different rows hardly ever. */

/** A column by its figures (NaN where missing) or by its codes. */
export type HashedColumn = Float64Array | Int32Array

export function hashRows(columns: readonly HashedColumn[], rowCount: number): Float64Array {
  // Two words a row.
  const words = new Uint32Array(2 * rowCount)
  for (let row = 0; row < rowCount; row++) {
    words[2 * row] = 0x811c9dc5
    words[2 * row + 1] = 0x9e3779b9
  }
  for (const column of columns) mixColumn(column, words)
  const hashes = new Float64Array(rowCount)
  for (let row = 0; row < rowCount; row++)
    hashes[row] = ((words[2 * row] ?? 0) >>> 11) * 2 ** 32 + (words[2 * row + 1] ?? 0)
  return hashes
}

function mixColumn(column: HashedColumn, words: Uint32Array): void {
  if (column instanceof Int32Array) {
    for (let row = 0; row < column.length; row++) mix(words, row, column[row] ?? 0, 0x5bd1e995)
    return
  }
  const halves = new Uint32Array(column.buffer, column.byteOffset, column.length * 2)
  for (let row = 0; row < column.length; row++) {
    // −0 and 0 are one figure of two spellings.
    const isZero = column[row] === 0
    mix(words, row, isZero ? 0 : (halves[2 * row] ?? 0), isZero ? 0 : (halves[2 * row + 1] ?? 0))
  }
}

function mix(words: Uint32Array, row: number, first: number, second: number): void {
  const left = Math.imul((words[2 * row] ?? 0) ^ first, 0x01000193) ^ second
  words[2 * row] = Math.imul(left ^ (left >>> 15), 0x85ebca6b)
  const right = Math.imul((words[2 * row + 1] ?? 0) ^ second, 0xc2b2ae35) + first
  words[2 * row + 1] = Math.imul(right ^ (right >>> 13), 0x27d4eb2f)
}
