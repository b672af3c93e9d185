/** @file Reads a delimited file row by row; rows that do not fit are told with their line and cause. */
import type { OnBytes } from '../../../sources/fileBytes'
import type { FileBytes } from '../../../sources/types'
import { readText } from '../../file/readText'
import { RowScanner } from '../../rowScanner'
import type { RowSink } from '../tableParts'
import { ByteScanner, isByteDialect } from './byteScanner'
import { textOfCell, type CellSpans } from './cellSpans'
import type { FileReading } from './openFile'
import { readUtf8 } from './utf8Bytes'

/** Rows of the file = rows that fit + rejected rows + the header; blank lines are none. @throws {file/unreadable} */
export async function scanFile(
  file: FileBytes,
  reading: FileReading,
  sink: RowSink & { readonly onBytes?: OnBytes | undefined },
): Promise<void> {
  if (isByteDialect(reading)) await scanBytes(file, reading, sink)
  else await scanTexts(file, reading, sink)
}

type ScanSink = Parameters<typeof scanFile>[2]

async function scanBytes(file: FileBytes, reading: FileReading, sink: ScanSink): Promise<void> {
  let isFirst = reading.hasHeader
  const scanner = new ByteScanner(reading, {
    onSpans: (row, line) => {
      if (isFirst) {
        isFirst = false
        return
      }
      const misfit = row.count === reading.width ? null : misfitOfSpans(row, reading.width)
      if (misfit) sink.onRejected({ line, column: null, cause: misfit, text: scanner.rowText() })
      else sink.onSpans(row, line)
    },
    onUnreadable: (row) => sink.onRejected(row),
  })
  for await (const bytes of readUtf8(file, reading.encoding, sink.onBytes)) scanner.push(bytes)
  scanner.end()
}

function misfitOfSpans(row: CellSpans, width: number): Misfit | null {
  if (row.count < width) return 'tooFewCells'
  for (let index = width; index < row.count; index++) if (textOfCell(row, index) !== '') return 'tooManyCells'
  return null
}

/** For delimiters that UTF-8 writes with several bytes. */
async function scanTexts(file: FileBytes, reading: FileReading, sink: ScanSink): Promise<void> {
  let isFirst = reading.hasHeader
  const onRow = (cells: string[], line: number) => {
    if (isFirst) {
      isFirst = false
      return
    }
    const trimmed = cells.map((cell) => cell.trim())
    const misfit = misfitOf(trimmed, reading.width)
    if (misfit) sink.onRejected({ line, column: null, cause: misfit, text: scanner.rowText() })
    else sink.onRow(trimmed.slice(0, reading.width), line)
  }
  const scanner = new RowScanner(reading, { onRow, onUnreadable: (row) => sink.onRejected(row) })
  for await (const text of readText(file, reading.encoding, sink.onBytes)) scanner.push(text)
  scanner.end()
}

type Misfit = 'tooManyCells' | 'tooFewCells'

/** Empty cells beyond the last column say nothing; anything else that does not fit is a misfit. */
function misfitOf(cells: readonly string[], width: number): Misfit | null {
  if (cells.length < width) return 'tooFewCells'
  return cells.slice(width).some((cell) => cell !== '') ? 'tooManyCells' : null
}
