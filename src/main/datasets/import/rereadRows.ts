/** @file Reads parts of a file again: a page of rows, or the text of lines that were set aside. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { SourceFile } from '../types'
import { scanFile, type Reading } from './loadTable'

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

export interface PageRequest {
  readonly reading: Reading
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
  { reading, missing, isHidden, offset, limit }: PageRequest,
): Promise<{ total: number; rows: (string | null)[][] }> {
  const rows: (string | null)[][] = []
  let row = 0
  let shown = 0
  const onRow = (cells: string[]) => {
    const isShown = isHidden[row++] === 0
    if (isShown && shown++ >= offset && rows.length < limit) {
      rows.push(cells.map((cell) => (cell === '' || missing.has(cell) ? null : cell)))
    }
  }
  await scanFile({ file, reading }, { onRow, onRejected: () => undefined })
  return { total: isHidden.length - isHidden.reduce((sum, hidden) => sum + hidden, 0), rows }
}
