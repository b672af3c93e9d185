/** @file Opens a spreadsheet: one of its sheets, and the same sheet of other files with the same columns. */
import readSheets, { type Sheet } from 'read-excel-file/node'
import type { DialectChoice } from '../../../../../shared/domain/dialect'
import type { ImportReason } from '../../../../../shared/domain/importReason'
import { AppError } from '../../../../../shared/errors/appError'
import { MAX_COLUMNS } from '../../../limits'
import { guardZip } from '../../../sources/archive/unpackZip'
import type { SourceEntry } from '../../../sources/types'
import { judgeHeader } from '../../sniff/sniffHeader'
import type { Cell } from '../../table/tableBuilder'
import { figureText } from '../../table/columnBuilder'
import { toCell } from '../json/flatten'
import { openAlike } from '../openAlike'
import type { TablePart } from '../tableParts'
import { PLAIN_READING, type OpenTable } from '../types'

/** Rows that are looked at to tell whether the first names the columns. */
const SAMPLE_ROWS = 500
const MOST_SHEETS = 50

interface SheetPart extends TablePart {
  readonly reasons: readonly ImportReason[]
}

export const openXlsx: OpenTable = async ({ source, choice, fewestColumns }) => {
  const parts: SheetPart[] = []
  const { standard, fitted, reasons } = await openAlike(source, 'xlsx', async (entry) => {
    const part = await openSheet(entry, choice)
    parts.push(part)
    return part
  })
  const { fileName: name } = source.file
  if (standard.width === 0) throw new AppError('dataset/empty', { name })
  if (standard.width < fewestColumns) throw new AppError('dataset/one-column', { name })
  const found = parts.find((part) => part === standard)
  return {
    reading: {
      ...PLAIN_READING,
      format: 'xlsx',
      sheet: choice.sheet ?? null,
      hasHeader: standard.header !== null,
      decimal: choice.decimal ?? '.',
    },
    reasons: [...reasons, ...(found?.reasons ?? [])],
    load: fitted(choice.decimal ?? '.'),
  }
}

/** @throws {dataset/broken-file} {dataset/no-such-sheet} {dataset/too-many-columns} */
async function openSheet(entry: SourceEntry, choice: DialectChoice): Promise<SheetPart> {
  const sheets = await readAll(entry)
  const wanted = choice.sheet ?? null
  const chosen = wanted === null ? sheets[0] : sheets.find(({ sheet }) => sheet === wanted)
  if (!chosen) throw new AppError('dataset/no-such-sheet', { name: entry.name, sheet: wanted ?? '' })
  const rows = numbered(chosen)
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (width > MAX_COLUMNS)
    throw new AppError('dataset/too-many-columns', { count: width, limit: MAX_COLUMNS })
  const top = judgeHeader(rows.slice(0, SAMPLE_ROWS).map(({ cells }) => textsOf(cells, width)))
  const hasHeader = choice.hasHeader ?? top.hasHeader
  return {
    name: entry.name,
    sizeBytes: entry.sizeBytes,
    header: hasHeader ? textsOf(rows[0]?.cells ?? [], width) : null,
    width,
    reasons: [...sheetReasons(sheets, chosen), { what: 'header', ...top.reason }],
    scan: (sink) => {
      for (const { cells, line } of hasHeader ? rows.slice(1) : rows) sink.onRow(cells, line)
      return Promise.resolve()
    },
  }
}

async function readAll(entry: SourceEntry): Promise<Sheet[]> {
  try {
    await guardZip(entry)
    return await readSheets(entry.path)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('dataset/broken-file', { name: entry.name, format: 'Excel' }, { cause })
  }
}

interface SheetRow {
  readonly cells: readonly Cell[]
  /** In the sheet, from 1. */
  readonly line: number
}

/** Rows without anything in them are none, as blank lines are; empty cells to the right of all others are none either. */
function numbered({ data }: Sheet): SheetRow[] {
  return data
    .map((row, index) => ({ cells: withoutTail(row.map(toCell)), line: index + 1 }))
    .filter(({ cells }) => cells.length > 0)
}

function withoutTail(cells: readonly Cell[]): Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

function textsOf(cells: readonly Cell[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => {
    const cell = cells[index] ?? ''
    return typeof cell === 'number' ? figureText(cell, '.') : cell
  })
}

function sheetReasons(sheets: readonly Sheet[], chosen: Sheet): ImportReason[] {
  if (sheets.length < 2) return []
  const others = sheets.filter((sheet) => sheet !== chosen).slice(0, MOST_SHEETS)
  return [
    { what: 'sheet', why: 'firstSheet', values: { sheet: chosen.sheet, count: sheets.length } },
    ...others.map(({ sheet }): ImportReason => ({ what: 'sheet', why: 'otherSheet', values: { sheet } })),
  ]
}
