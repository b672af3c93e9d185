/** @file How nearly a column is the same in every row. */
import type { ColumnData } from '../plan/planData'
import { sampleRows } from '../statistics/column/sampleRows'

/** Enough to tell 99 from 98 of a hundred. */
const SAMPLE_ROWS = 5000

/**
 * @param rows of the table that count. @returns the share of the commonest cell among those that are filled, from 0 to 1; of
 * many rows, that of a sample. 0 where none is filled.
 */
export function commonestShare(data: ColumnData, rows: Int32Array): number {
  const cells = data.kind === 'number' ? data.view.values : data.view.codes
  const counts = new Map<number, number>()
  let [present, most] = [0, 0]
  for (const place of sampleRows(rows.length, SAMPLE_ROWS, 0)) {
    const cell = cells[rows[place] ?? -1] ?? NaN
    if (data.kind === 'number' ? Number.isNaN(cell) : cell < 0) continue
    const count = (counts.get(cell) ?? 0) + 1
    counts.set(cell, count)
    most = Math.max(most, count)
    present++
  }
  return present === 0 ? 0 : most / present
}
