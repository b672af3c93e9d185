/** @file Rows as they stand in the source: every change of a column goes through the whole recipe. */
import type { ExplainRows } from '../../../shared/domain/explain'
import type { FittedRecipe, RawColumn } from '../../../shared/domain/fittedRecipe'
import { AppError, invariant } from '../../../shared/errors/appError'
import { applyPrimitives, Frame, type FrameColumn, toFigures } from '../../datasets'
import { findLacking, type RawRow, type Reading, toRawFrame } from '../predict/rawFrame'
import type { InputRows } from '../types'
import type { NetworkRows } from './answers'
import { gridOfNumbers, gridOfTexts, type ShownCell, type Subject } from './subject'

interface Pool {
  readonly read: RawColumn
  figures: Float64Array
  codes: Int32Array
  texts: string[]
}

export interface RawSubject extends Subject {
  /** Adds a text to a column. @returns its place in the pool. */
  addText(column: number, text: string): number
}

/** @throws {predict/missing-cell} for a typed row that lacks a cell. @throws {predict/not-a-number} */
export function createRawSubject(rows: ExplainRows, fitted: FittedRecipe, reading: Reading): RawSubject {
  const given = [...rows.explained, ...rows.background].map((cells) => toRow(rows.columns, cells))
  const [lacking] = findLacking(given.slice(0, rows.explained.length), fitted.reads, reading)
  if (lacking) throw new AppError('predict/missing-cell', { column: lacking[1] })
  const { frame } = toRawFrame(given, { reads: fitted.reads, reading })
  const pools = fitted.reads.map((read): Pool => {
    const column = frame.get(read.column)
    if (column.kind === 'figures') {
      return { read, figures: column.values, codes: new Int32Array(0), texts: [] }
    }
    invariant(column.kind === 'texts', 'raw columns are figures or texts')
    return { read, figures: new Float64Array(0), codes: column.codes, texts: [...column.texts] }
  })
  const poolOf = (column: number): Pool => {
    const pool = pools[column]
    invariant(pool, 'a column of the recipe')
    return pool
  }
  const addText = (column: number, text: string): number => {
    const pool = poolOf(column)
    pool.codes = Int32Array.from([...pool.codes, pool.texts.push(text) - 1])
    return pool.codes.length - 1
  }
  return {
    by: 'column',
    names: fitted.reads.map(({ column }) => column),
    explained: rows.explained.length,
    background: rows.background.length,
    make: (from) => toInputs(makeFrame(pools, from), fitted),
    cell: (column, row) => cellOf(poolOf(column), row),
    addText,
    grid(column, points) {
      const pool = poolOf(column)
      if (isFigures(pool)) {
        const values = gridOfNumbers([...pool.figures], points)
        const first = pool.figures.length
        pool.figures = Float64Array.from([...pool.figures, ...values])
        return {
          values: pool.read.kind === 'date' ? values.map(dateText) : values,
          places: values.map((_, at) => first + at),
        }
      }
      const texts = gridOfTexts(Array.from(pool.codes, (code) => pool.texts[code] ?? null))
      return { values: texts, places: texts.map((text) => addText(column, text)) }
    },
  }
}

function isFigures({ read: { kind } }: Pool): boolean {
  return kind === 'number' || kind === 'date'
}

function toRow(columns: readonly string[], cells: readonly (string | null)[]): RawRow {
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null]))
}

function cellOf(pool: Pool, row: number): ShownCell {
  if (!isFigures(pool)) return pool.texts[pool.codes[row] ?? -1] ?? null
  const value = pool.figures[row] ?? NaN
  if (Number.isNaN(value)) return null
  return pool.read.kind === 'date' ? dateText(value) : value
}

const MS_PER_DAY = 86_400_000

function dateText(days: number): string {
  return new Date(Math.round(days) * MS_PER_DAY).toISOString().slice(0, 10)
}

function makeFrame(pools: readonly Pool[], from: readonly Int32Array[]): Frame {
  const columns = pools.map((pool, at): [string, FrameColumn] => {
    const rows = from[at] ?? new Int32Array(0)
    const { kind, column } = pool.read
    if (isFigures(pool)) {
      return [
        column,
        toFigures(
          Float64Array.from(rows, (row) => pool.figures[row] ?? NaN),
          kind === 'date',
        ),
      ]
    }
    const codes = rows.map((row) => pool.codes[row] ?? -1)
    return [column, { kind: 'texts', use: kind === 'text' ? 'text' : 'category', ...used(codes, pool.texts) }]
  })
  return new Frame(from[0]?.length ?? 0, columns)
}

/** A text of many rows is cut once, one of none not at all. */
function used(codes: Int32Array, texts: readonly string[]): { codes: Int32Array; texts: string[] } {
  const places = new Map<number, number>()
  const own: string[] = []
  const renumbered = codes.map((code) => {
    if (code < 0) return -1
    const place = places.get(code) ?? own.push(texts[code] ?? '') - 1
    places.set(code, place)
    return place
  })
  return { codes: renumbered, texts: own }
}

function toInputs(frame: Frame, { primitives, inputs }: FittedRecipe): NetworkRows {
  applyPrimitives(primitives, frame)
  return new Map(
    inputs.map(({ spec, source }): [string, InputRows] => {
      if (source.kind === 'figures') return [spec.name, sideBySide(frame, source.features)]
      const column = frame.get(source.column)
      invariant(column.kind === 'tokens', 'an input of texts holds tokens')
      return [spec.name, column.cells]
    }),
  )
}

function sideBySide(frame: Frame, features: readonly string[]): Float32Array {
  const cells = new Float32Array(frame.rowCount * features.length)
  features.forEach((name, at) => {
    frame.figures(name).values.forEach((value, row) => (cells[row * features.length + at] = value))
  })
  return cells
}
