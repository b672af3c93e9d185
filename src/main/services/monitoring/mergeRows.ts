import type { DatasetPlan } from '../../../shared/domain/dataset'
import { AppError } from '../../../shared/errors/appError'
import type { RawTable } from '../results/predictTable'

/** How the table of all rows is written; figures stay as they are spelt. */
const WRITTEN = {
  format: 'delimited',
  sheet: null,
  delimiter: ',',
  quote: '"',
  encoding: 'utf-8',
  hasHeader: true,
} as const satisfies Partial<DatasetPlan['dialect']>

/** A table of all rows, old and new, and the plan by which it is read. */
export interface MergedTable {
  readonly csv: string
  readonly plan: DatasetPlan
}

/**
 * The new rows after the old ones, by the names of their columns. The plan stays but for the dialect of the file.
 * @throws {predict/missing-column} where new rows lack the target: nothing could be learnt from them
 * @throws {monitoring/no-table} where the data are pictures: they lie in files of their own
 */
export function mergeRows(plan: DatasetPlan, before: RawTable, now: RawTable): MergedTable {
  if (plan.columns.some(({ type }) => type === 'image')) throw new AppError('monitoring/no-table')
  const target = plan.columns.find(({ role }) => role === 'target')?.name ?? ''
  if (!now.header.includes(target)) throw new AppError('predict/missing-column', { column: target })
  const names = [...plan.columns].sort((one, other) => one.index - other.index).map(({ name }) => name)
  const read = ({ header, rows }: RawTable): string[][] => {
    const places = names.map((name) => header.indexOf(name))
    return rows.map((cells) => places.map((place) => cells[place] ?? ''))
  }
  const lines = [names, ...read(before), ...read(now)].map((cells) => cells.map(quote).join(','))
  return {
    csv: `${lines.join('\n')}\n`,
    plan: {
      ...plan,
      dialect: { ...plan.dialect, ...WRITTEN },
      columns: plan.columns.map((column) => ({ ...column, index: names.indexOf(column.name) })),
    },
  }
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}
