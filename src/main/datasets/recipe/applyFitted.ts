/** @file Turns raw cells into the inputs of a model: the one reference for predicting and exporting. */
import type { FittedInput, FittedRecipe, RawColumn } from '../../../shared/domain/fittedRecipe'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { AppError, invariant } from '../../../shared/errors/appError'
import { parseDate, parseNumber } from '../import/cellText'
import type { Meaning } from '../import/table/views'
import { gatherWindows } from '../series'
import { encodeFigures, encodeTokens } from './encodeFrame'
import { toFigures, type FrameColumn, type TextColumn } from './frame/columns'
import { Frame } from './frame/frame'
import { applyPrimitives } from './primitives'

/** A cell as a recipe takes it: a figure (dates as days since 1970-01-01), a text (the path of a picture), null where missing. */
export type RawCell = number | string | null

/** Row-major [rows, …shape]; pictures are still to be decoded, a path a row. */
export type EncodedInput =
  | { readonly type: 'f32'; readonly cells: Float32Array }
  | { readonly type: 'i32'; readonly cells: Int32Array }
  | { readonly type: 'u8'; readonly paths: readonly string[]; readonly geometry: PictureGeometry }

export interface EncodedRows {
  /** Of a series there is a sample for each row that enough others stand before. */
  readonly count: number
  /** By name, in the order of the model's inputs. */
  readonly inputs: ReadonlyMap<string, EncodedInput>
}

/**
 * @param rows cells in the order of `fitted.reads`; rows of a series in the order of time.
 * @throws {dataset/missing-cell} for a missing cell that the recipe does not fill.
 */
export function applyFitted(fitted: FittedRecipe, rows: readonly (readonly RawCell[])[]): EncodedRows {
  const frame = toFrame(fitted.reads, rows)
  applyPrimitives(fitted.primitives, frame)
  const lookback = fitted.window?.lookback ?? 1
  const ends = Int32Array.from(
    { length: Math.max(0, rows.length - lookback + 1) },
    (_, sample) => sample + lookback - 1,
  )
  return {
    count: ends.length,
    inputs: new Map(fitted.inputs.map((input) => [input.spec.name, encodeInput(input, frame, ends)])),
  }
}

/** @param ends last row of each sample. */
function encodeInput({ spec, source }: FittedInput, frame: Frame, ends: Int32Array): EncodedInput {
  if (source.kind === 'figures') {
    const figures = encodeFigures(frame, source.features)
    const window = { lookback: spec.kind === 'sequence' ? (spec.shape[0] ?? 1) : 1 }
    return { type: 'f32', cells: gatherWindows({ figures, width: source.features.length }, window, ends) }
  }
  if (source.kind === 'tokens') {
    const tokens = encodeTokens(frame, source.column)
    const length = spec.shape[0] ?? 1
    return { type: 'i32', cells: tokens.subarray((tokens.length / length - ends.length) * length) }
  }
  const pictures = frame.get(source.column)
  invariant(pictures.kind === 'pictures', `${source.column} holds no pictures`)
  const { codes, texts, geometry } = pictures
  return { type: 'u8', geometry, paths: Array.from(ends, (row) => texts[codes[row] ?? -1] ?? '') }
}

function toFrame(reads: readonly RawColumn[], rows: readonly (readonly RawCell[])[]): Frame {
  return new Frame(
    rows.length,
    reads.map((read, at) => {
      const cells = rows.map((row) => row[at] ?? null)
      if (read.isRequired) checkPresent(read, cells)
      return [read.column, toColumn(read, cells)]
    }),
  )
}

function checkPresent({ column }: RawColumn, cells: readonly RawCell[]): void {
  const row = cells.findIndex((cell) => cell === null || (typeof cell === 'number' && Number.isNaN(cell)))
  if (row >= 0) throw new AppError('dataset/missing-cell', { column, row: row + 1 })
}

function toColumn({ kind }: RawColumn, cells: readonly RawCell[]): FrameColumn {
  if (kind === 'number' || kind === 'date') {
    return toFigures(
      Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : NaN)),
      kind === 'date',
    )
  }
  return { kind: 'texts', use: kind, ...toCodes(cells) }
}

function toCodes(cells: readonly RawCell[]): Pick<TextColumn, 'codes' | 'texts'> {
  const known = new Map<string, number>()
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1
    const text = String(cell)
    const code = known.get(text) ?? known.size
    known.set(text, code)
    return code
  })
  return { codes, texts: [...known.keys()] }
}

/**
 * Reads the texts of one row as the import would.
 * @param textOf the text of a column; empty, null or absent: missing.
 * @throws {predict/not-a-number}
 */
export function toRawCells(
  { reads }: Pick<FittedRecipe, 'reads'>,
  textOf: (column: string) => string | null | undefined,
  meaning: Meaning,
): RawCell[] {
  return reads.map(({ column, kind }) => {
    const text = (textOf(column) ?? '').trim()
    if (text === '' || meaning.missing.has(text)) return null
    if (kind !== 'number' && kind !== 'date') return text
    const value = kind === 'date' ? parseDate(text) : parseNumber(text, meaning.decimal)
    if (Number.isNaN(value)) throw new AppError('predict/not-a-number', { column, value: text.slice(0, 80) })
    return value
  })
}
