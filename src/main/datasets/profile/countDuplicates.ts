/** @file Counts rows that occur more than once. */
import type { Table, TableColumn } from '../import/table/table'

/** @returns rows that are equal to an earlier one (by a 53-bit hash of all cells). */
export function countDuplicates(table: Table): number {
  const high = new Uint32Array(table.rowCount).fill(0x811c9dc5)
  const low = new Uint32Array(table.rowCount).fill(0x9e3779b9)
  for (const column of table.columns) mixColumn(column, high, low)
  const hashes = Float64Array.from(high, (word, row) => (word >>> 11) * 2 ** 32 + (low[row] ?? 0)).sort()
  return hashes.reduce((count, hash, at) => count + (at > 0 && hash === hashes[at - 1] ? 1 : 0), 0)
}

function mixColumn(column: TableColumn, high: Uint32Array, low: Uint32Array): void {
  const { codes, numbers } = column
  if (codes) {
    codes.forEach((code, row) => mix(high, low, { row, first: code, second: 0x5bd1e995 }))
    return
  }
  if (!numbers) return
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2)
  for (let row = 0; row < numbers.length; row++) {
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
