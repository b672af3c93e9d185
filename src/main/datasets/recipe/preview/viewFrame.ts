/** @file A frame as the screen shows it: its first rows, and how the figures of each column are spread. */
import {
  PREVIEW_TABLE_COLUMNS,
  PREVIEW_TABLE_ROWS,
  type TableView,
} from '../../../../shared/domain/recipePreview'
import type { FigureColumn, FrameColumn } from '../frame/columns'
import type { Frame } from '../frame/frame'

type ColumnView = TableView['columns'][number]

export function viewFrame(frame: Frame): TableView {
  const names = frame.names.slice(0, PREVIEW_TABLE_COLUMNS)
  const cells = names.map((name) => createCellReader(frame.get(name)))
  return {
    columnCount: frame.size,
    columns: names.map((name) => describe(name, frame.get(name))),
    rows: Array.from({ length: Math.min(frame.rowCount, PREVIEW_TABLE_ROWS) }, (_, row) =>
      cells.map((cellAt) => cellAt(row)),
    ),
  }
}

function describe(name: string, column: FrameColumn): ColumnView {
  const kind = column.kind === 'pictures' ? 'picture' : column.kind
  const isPath = column.kind === 'texts' && column.use === 'picture'
  if (column.kind !== 'figures')
    return { name, kind: isPath ? 'picture' : kind, missing: countMissing(column), histogram: null }
  return { name, kind, ...spreadOf(column.values) }
}

function countMissing(column: Exclude<FrameColumn, FigureColumn>): number {
  return 'codes' in column ? column.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0) : 0
}

const BINS = 20

function spreadOf(values: Float64Array): Pick<ColumnView, 'missing' | 'histogram'> {
  let [missing, low, high] = [0, Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) missing++
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!Number.isFinite(high - low)) return { missing, histogram: null }
  const counts = low === high ? [values.length - missing] : countBins(values, low, high)
  return { missing, histogram: { low, high, counts } }
}

function countBins(values: Float64Array, low: number, high: number): number[] {
  const counts = new Int32Array(BINS)
  const scale = BINS / (high - low)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    const bin = Math.min(BINS - 1, Math.floor((value - low) * scale))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return [...counts]
}

/** Tokens that a cell shows. */
const MOST_TOKENS = 20
/** Digits of a figure, and characters of a text. */
const DIGITS = 6
const MOST_CHARACTERS = 200

function createCellReader(column: FrameColumn): (row: number) => string | null {
  if (column.kind === 'figures') {
    const { values, isDate } = column
    return (row) => figureText(values[row] ?? NaN, isDate)
  }
  if (column.kind === 'tokens') {
    const { cells, length } = column
    return (row) => cells.subarray(row * length, row * length + Math.min(length, MOST_TOKENS)).join(' ')
  }
  const { codes, texts } = column
  return (row) => texts[codes[row] ?? -1]?.slice(0, MOST_CHARACTERS) ?? null
}

const MS_PER_DAY = 86_400_000

function figureText(value: number, isDate: boolean): string | null {
  if (Number.isNaN(value)) return null
  if (!isDate) return String(Number(value.toPrecision(DIGITS)))
  const date = new Date(Math.round(value * MS_PER_DAY))
  if (Number.isNaN(date.getTime())) return String(value)
  const [day = '', time = ''] = date.toISOString().split('T')
  return Number.isInteger(value) ? day : `${day} ${time.slice(0, 5)}`
}
