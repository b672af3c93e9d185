/** @file Reads a delimited file row by row; rows that do not fit are told with their line and cause. */
import type { FileBytes } from '../../../sources/types'
import type { OnBytes } from '../../../sources/fileBytes'
import { readText } from '../../file/readText'
import { RowScanner } from '../../rowScanner'
import type { RowSink } from '../tableParts'
import type { FileReading } from './openFile'

/** Rows of the file = rows that fit + rejected rows + the header; blank lines are none. @throws {file/unreadable} */
export async function scanFile(
  file: FileBytes,
  reading: FileReading,
  sink: RowSink & { readonly onBytes?: OnBytes | undefined },
): Promise<void> {
  let isFirst = reading.hasHeader
  const onRow = (cells: string[], line: number) => {
    if (isFirst) isFirst = false
    else {
      const trimmed = cells.map((cell) => cell.trim())
      const misfit = fitToWidth(trimmed, reading.width)
      if (misfit) sink.onRejected({ line, column: null, cause: misfit, text: scanner.rowText() })
      else sink.onRow(trimmed, line)
    }
  }
  const scanner = new RowScanner(reading, { onRow, onUnreadable: (row) => sink.onRejected(row) })
  for await (const text of readText(file, reading.encoding, sink.onBytes)) scanner.push(text)
  scanner.end()
}

/** Empty cells beyond the last column say nothing and are cut off; anything else that does not fit is a misfit. */
function fitToWidth(cells: string[], width: number): 'tooManyCells' | 'tooFewCells' | null {
  if (cells.length < width) return 'tooFewCells'
  if (cells.slice(width).some((cell) => cell !== '')) return 'tooManyCells'
  cells.length = width
  return null
}
