/** @file Reads parts of a file again: a page of rows, or the text of lines that were set aside. */
import type { RejectedRow } from '../../../../shared/domain/dataset'
import type { SourceFile } from '../../types'
import { scanFile, type Reading } from './loadTable'
import type { LoadedTable } from './tableCache'

/** Fills in the text of rows that were set aside only after they had been read. */
export async function addTexts(
  file: SourceFile,
  reading: Reading,
  rejected: readonly RejectedRow[],
): Promise<RejectedRow[]> {
  const wanted = new Set(rejected.filter(({ text }) => text === '').map(({ line }) => line))
  if (wanted.size === 0) return [...rejected]
  const texts = new Map<number, string>()
  const onRow = (_cells: string[], line: number, textOf: () => string) => {
    if (wanted.has(line)) texts.set(line, textOf())
  }
  await scanFile({ file, reading }, { onRow, onRejected: () => undefined })
  return rejected.map((row) => (row.text === '' ? { ...row, text: texts.get(row.line) ?? '' } : row))
}

export interface PageRequest extends LoadedTable {
  /** Texts that mean "missing". */
  readonly missing: ReadonlySet<string>
  /** 1 for rows that are not shown. */
  readonly isHidden: Uint8Array
  readonly offset: number
  readonly limit: number
}

/** @returns a page of the rows that are not hidden, as they were read, null where missing. */
export async function pageRows(
  file: SourceFile,
  { table, reading, missing, isHidden, offset, limit }: PageRequest,
): Promise<{ total: number; rows: (string | null)[][] }> {
  const wanted = nthShown(isHidden, offset)
  const from = table.checkpoints.filter(({ row }) => row <= wanted).pop()
  const rows: (string | null)[][] = []
  let row = from?.row ?? 0
  const onRow = (cells: string[]) => {
    const isShown = row >= wanted && isHidden[row] === 0
    row++
    if (isShown && rows.length < limit) {
      rows.push(cells.map((cell) => (cell === '' || missing.has(cell) ? null : cell)))
    }
  }
  const isDone = () => rows.length === limit
  await scanFile({ file, reading, from }, { onRow, onRejected: () => undefined, isDone })
  return { total: isHidden.length - isHidden.reduce((sum, hidden) => sum + hidden, 0), rows }
}

/** @returns the row that has `count` shown rows before it. */
function nthShown(isHidden: Uint8Array, count: number): number {
  let row = 0
  for (let shown = 0; row < isHidden.length; row++) {
    if (isHidden[row] === 0 && shown++ === count) return row
  }
  return row
}
