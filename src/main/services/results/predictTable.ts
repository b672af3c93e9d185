import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Prediction } from '../../../shared/domain/prediction'
import { AppError } from '../../../shared/errors/appError'
import type { RawRow } from '../../training'
import type { CsvCell } from './csv'

/** A table as it was read, cells as text. */
export interface RawTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export interface CellTable {
  readonly header: string[]
  readonly rows: CsvCell[][]
}

/** @throws {predict/missing-column} for a column that the model reads and the table lacks altogether. */
export function toRawRows({ header, rows }: RawTable, { inputs }: FittedRecipe): RawRow[] {
  const columns = inputs.map(({ column }) => ({ column, index: header.indexOf(column) }))
  const absent = columns.find(({ index }) => index < 0)
  if (absent) throw new AppError('predict/missing-column', { column: absent.column })
  return rows.map((cells) =>
    Object.fromEntries(columns.map(({ column, index }) => [column, cells[index] ?? null])),
  )
}

/** The table with its predictions beside it: the value, and for classes the probability of each. */
export function withPredictions(
  table: RawTable,
  { target, output }: FittedRecipe,
  predictions: readonly Prediction[],
): CellTable {
  const labels = output.kind === 'classes' ? output.labels : []
  const header = [...table.header, `predicted ${target}`, ...labels.map((label) => `probability of ${label}`)]
  const rows = table.rows.map((cells, index) => {
    const prediction = predictions[index]
    const probabilities = prediction?.probabilities?.map(({ probability }) => probability) ?? []
    return [...cells, prediction?.value ?? null, ...probabilities]
  })
  return { header, rows }
}
