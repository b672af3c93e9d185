/** @file Turns raw cells into the inputs of a model: the one reference for preparing, predicting and exporting. */
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { AppError } from '../../../shared/errors/appError'
import { parseDate, parseNumber } from '../import/cellText'
import type { Meaning } from '../import/table/views'

/** A cell as a recipe takes it: a figure (dates as days since 1970-01-01), a category, or null where missing. */
export type RawCell = number | string | null

/** Applies one fitted recipe to many rows. */
export interface FittedEncoder {
  readonly featureCount: number
  /**
   * Writes the inputs of one row to `out` from `offset` on, which must be zero there.
   * @param cells one an input, in the order of `fitted.inputs`.
   * @returns the column whose missing cell makes the row unusable, or null.
   */
  encode(cells: readonly RawCell[], out: Float32Array, offset: number): string | null
}

export function createEncoder(fitted: FittedRecipe): FittedEncoder {
  const writers = fitted.inputs.map(createWriter)
  const offsets: number[] = []
  let featureCount = 0
  for (const { width } of writers) {
    offsets.push(featureCount)
    featureCount += width
  }
  return {
    featureCount,
    encode: (cells, out, offset) => {
      for (let input = 0; input < writers.length; input++) {
        const isUsable = writers[input]?.write(cells[input] ?? null, out, offset + (offsets[input] ?? 0))
        if (isUsable === false) return fitted.inputs[input]?.column ?? null
      }
      return null
    },
  }
}

/** Applies a fitted recipe to one row. @throws {dataset/missing-cell} for a missing cell that the recipe does not fill. */
export function applyFitted(fitted: FittedRecipe, cells: readonly RawCell[]): Float32Array {
  const encoder = createEncoder(fitted)
  const out = new Float32Array(encoder.featureCount)
  const column = encoder.encode(cells, out, 0)
  if (column !== null) throw new AppError('dataset/missing-cell', { column, row: 1 })
  return out
}

/**
 * Reads the texts of one row as the import would.
 * @param textOf the text of a column; empty, null or absent: missing.
 * @throws {predict/not-a-number}
 */
export function toRawCells(
  fitted: FittedRecipe,
  textOf: (column: string) => string | null | undefined,
  meaning: Meaning,
): RawCell[] {
  return fitted.inputs.map((input) => {
    const text = (textOf(input.column) ?? '').trim()
    if (text === '' || meaning.missing.has(text)) return null
    if (input.kind === 'category') return text
    const value = input.isDate ? parseDate(text) : parseNumber(text, meaning.decimal)
    if (Number.isNaN(value))
      throw new AppError('predict/not-a-number', { column: input.column, value: text.slice(0, 80) })
    return value
  })
}

/** Writes the inputs of one cell; false where the row cannot be used. */
interface Writer {
  readonly width: number
  write(cell: RawCell, out: Float32Array, at: number): boolean
}

function createWriter(input: FittedInput): Writer {
  return input.kind === 'number' ? createNumberWriter(input) : createCategoryWriter(input)
}

function createNumberWriter({ fill, center, scale }: Extract<FittedInput, { kind: 'number' }>): Writer {
  return {
    width: 1,
    write: (cell, out, at) => {
      const value = typeof cell === 'number' && !Number.isNaN(cell) ? cell : fill
      if (value === null) return false
      out[at] = (value - center) / scale
      return true
    },
  }
}

function createCategoryWriter(input: Extract<FittedInput, { kind: 'category' }>): Writer {
  const { categories, fill, hasOther, center, scale } = input
  const places = new Map(categories.map((category, place) => [category, place]))
  const placeOf = (text: string) => places.get(text) ?? (hasOther ? categories.length : undefined)
  const isRank = input.method === 'ordinal'
  return {
    width: isRank ? 1 : categories.length + (hasOther ? 1 : 0),
    write: (cell, out, at) => {
      const text = cell === null ? fill : String(cell)
      if (text === null) return false
      const place = placeOf(text)
      if (place === undefined) return true
      if (isRank) out[at] = (place - center) / scale
      else out[at + place] = 1
      return true
    },
  }
}
