/** @file Cells as text become the input tensors of an exported model. */
import type { Dialect } from '../../../shared/domain/dialect'
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { AppError } from '../../../shared/errors/appError'
import { toRawCells, type RawCell } from '../../datasets'
import type { InputTensor } from './predictionSession'

/** How the cells are spelt: the decimal sign, and which texts mean "missing". */
export type Reading = Pick<Dialect, 'decimal' | 'missing'>

/** Cells by column name; a missing cell is absent, null or empty. */
export type RawRow = Readonly<Record<string, string | null>>

/**
 * @returns a tensor [rows, 1] for every input of the recipe: float32 with NaN, or string with "", where a cell is missing.
 * @throws {predict/not-a-number}
 * @throws {predict/missing-column} where the recipe has nothing to fill a missing cell with
 */
export function readInputs(rows: readonly RawRow[], fitted: FittedRecipe, reading: Reading): InputTensor[] {
  const meaning = { decimal: reading.decimal, missing: new Set(reading.missing) }
  const cells = rows.map((row) => toRawCells(fitted, (column) => row[column], meaning))
  return fitted.inputs.map((input, index) =>
    toTensor(
      cells.map((row) => row[index] ?? null),
      input,
    ),
  )
}

function toTensor(cells: readonly RawCell[], { kind, column, fill }: FittedInput): InputTensor {
  if (fill === null && cells.includes(null)) throw new AppError('predict/missing-column', { column })
  const shape = [cells.length, 1]
  return kind === 'category'
    ? { dataType: 'string', values: cells.map((cell) => String(cell ?? '')), shape }
    : {
        dataType: 'float32',
        values: Float32Array.from(cells, (cell) => (typeof cell === 'number' ? cell : NaN)),
        shape,
      }
}
