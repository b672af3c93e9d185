/** @file A frame as the screen shows it: its first rows, and how the figures of each column are spread. */
import {
  PREVIEW_TABLE_COLUMNS,
  PREVIEW_TABLE_ROWS,
  type TableView,
} from '../../../../shared/domain/recipePreview'
import { rangeOf } from '../../statistics/column/moments'
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
  const { values } = column
  return { name, kind, missing: countGaps(values), histogram: countBins(values) }
}

function countMissing(column: Exclude<FrameColumn, FigureColumn>): number {
  return 'codes' in column ? column.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0) : 0
}

function countGaps(values: Float64Array): number {
  let gaps = 0
  for (const value of values) if (Number.isNaN(value)) gaps++
  return gaps
}

const BINS = 20

function countBins(values: Float64Array): ColumnView['histogram'] {
  const range = rangeOf(values)
  if (!range || !Number.isFinite(range.high - range.low)) return null
  const { low, high } = range
  if (low === high) return { low, high, counts: [values.length - countGaps(values)] }
  const counts = new Array<number>(BINS).fill(0)
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const bin = Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { low, high, counts }
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
