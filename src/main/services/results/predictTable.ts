import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Prediction } from '../../../shared/domain/prediction'
import { AppError } from '../../../shared/errors/appError'
import type { NoPrediction, RawRow } from '../../training'
import type { CsvCell } from '../downloads/csv'

/** A table as it was read, cells as text. */
export interface RawTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export interface CellTable {
  readonly header: string[]
  readonly rows: CsvCell[][]
}

/** @throws {predict/missing-column} for a column that is read and that the table lacks altogether. */
export function toRawRows({ header, rows }: RawTable, names: readonly string[]): RawRow[] {
  const columns = names.map((column) => ({ column, index: header.indexOf(column) }))
  const absent = columns.find(({ index }) => index < 0)
  if (absent) throw new AppError('predict/missing-column', { column: absent.column })
  return rows.map((cells) =>
    Object.fromEntries(columns.map(({ column, index }) => [column, cells[index] ?? null])),
  )
}

/** The table with its predictions beside it: the value, and for classes the probability of each; empty where there is none. */
export function withPredictions(
  table: RawTable,
  { target, output, window }: Pick<FittedRecipe, 'target' | 'output' | 'window'>,
  predictions: readonly (Prediction | NoPrediction)[],
): CellTable {
  const labels = output.kind === 'classes' ? output.labels : []
  const ahead = window ? ` +${window.horizon}` : ''
  const header = [
    ...table.header,
    `predicted ${target}${ahead}`,
    ...labels.map((label) => `probability of ${label}`),
  ]
  const rows = table.rows.map((cells, index) => {
    const prediction = predictions[index]
    const found = prediction && 'probabilities' in prediction ? prediction.probabilities : null
    const probabilities = labels.map((_, label) => found?.[label]?.probability ?? null)
    return [...cells, prediction?.value ?? null, ...probabilities]
  })
  return { header, rows }
}
