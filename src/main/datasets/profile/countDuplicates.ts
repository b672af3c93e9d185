/** @file Rows that occur more than once, in a table and across the parts it is divided into. */
import type { Table } from '../import/table/table'
import type { ColumnData } from '../plan/planData'
import { countDistinct } from '../statistics/column/countDistinct'
import { hashRows } from './hashRows'

/** @returns rows that are equal to an earlier one in all cells. */
export function countDuplicates(table: Table): number {
  const columns = table.columns.flatMap(({ codes, numbers }) => codes ?? numbers ?? [])
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
  const hashes = hashRows(columns, columns[0]?.length ?? 0)
  const known = Float64Array.from(train, (row) => hashes[row] ?? -1).sort()
  const isSeen = (row: number) => holds(known, hashes[row] ?? -1)
  return Int32Array.from([...validation.filter(isSeen), ...test.filter(isSeen)])
}

/** @returns whether a sorted list has the item. */
function holds(sorted: Float64Array, item: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < item) low = middle + 1
    else high = middle
  }
  return sorted[low] === item
}
