/** @file Rows that occur more than once, in a table and across the parts it is divided into. */
import type { Table } from '../import/table/table'
import type { ColumnData } from '../plan/planData'
import { countDistinct, isKnownKey } from '../statistics/column/countDistinct'
import { hashRows, type HashedColumn } from './hashRows'
import { SeenHashes } from './seenHashes'

/** A table does not change; its plans do, and are looked at again and again. */
const known = new WeakMap<Table, number>()

/** @returns rows that are equal to an earlier one in all cells. */
export function countDuplicates(table: Table): number {
  const count = known.get(table) ?? countAnew(table)
  known.set(table, count)
  return count
}

function countAnew(table: Table): number {
  const columns = table.columns.flatMap(({ codes, numbers }) => codes ?? numbers ?? [])
  if (columns.some(isKey)) return 0
  return table.rowCount - countDistinct(hashRows(columns, table.rowCount))
}

export interface Parts {
  readonly train: Int32Array
  readonly validation: Int32Array
  readonly test: Int32Array
}

/**
 * Rows of validation and test whose inputs stand among the training rows, too: what a model does on them is what it
 * remembers. Whether their targets agree does not matter.
 * @param inputs as the plan reads them. @returns rows of the table, those of validation first.
 */
export function findAcrossParts(
  inputs: readonly ColumnData[],
  { train, validation, test }: Parts,
): Int32Array {
  const [first] = inputs
  if (!first) return new Int32Array(0)
  const columns = inputs.map((input) => (input.kind === 'number' ? input.view.values : input.view.codes))
  if (columns.some(isKey)) return new Int32Array(0)
  const hashes = hashRows(columns, columns[0]?.length ?? 0)
  const seen = new SeenHashes(train.length)
  for (const row of train) seen.add(hashes[row] ?? 0)
  const isSeen = (row: number) => seen.has(hashes[row] ?? 0)
  return Int32Array.from([...validation.filter(isSeen), ...test.filter(isSeen)])
}

/** Where one column never says the same twice, rows never do. */
function isKey(column: HashedColumn): boolean {
  return column instanceof Float64Array && isKnownKey(column)
}
