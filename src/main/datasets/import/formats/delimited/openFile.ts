/** @file Opens a delimited file: finds out how it is written, or says why it is no table. */
import type { DialectChoice } from '../../../../../shared/domain/dialect'
import type { ImportReason } from '../../../../../shared/domain/importReason'
import { AppError } from '../../../../../shared/errors/appError'
import { MAX_COLUMNS, SAMPLE_BYTES } from '../../../limits'
import { readHead } from '../../../sources/fileBytes'
import type { FileBytes } from '../../../sources/types'
import { isBinary, judgeEncoding, type Encoding } from '../../file/encoding'
import { decodeHead, readText } from '../../file/readText'
import { judgeDecimal, sniffDialect, type SampleReading } from '../../sniff/sniffDialect'
import { judgeHeader } from '../../sniff/sniffHeader'
import type { Reading } from '../types'

/** How one file is written. */
export interface FileReading extends Pick<
  Reading,
  'delimiter' | 'quote' | 'encoding' | 'hasHeader' | 'decimal'
> {
  readonly width: number
  /** Trimmed cells of the first row where they name the columns. */
  readonly header: readonly string[] | null
  /** Whether it is more like a table than like running text with commas in it. */
  readonly isTabular: boolean
  /** What its bytes suggest. */
  readonly found: Pick<Reading, 'encoding' | 'hasHeader'>
  readonly reasons: readonly ImportReason[]
}

/**
 * Reads the beginning of a file and settles how its cells are cut; what the user fixed is taken.
 * @param fewestColumns 1 where a single column will do, as for prediction.
 * @throws {dataset/empty} {dataset/not-a-table} {dataset/one-column} {dataset/too-many-columns} {file/unreadable}
 */
export async function openFile(
  file: FileBytes,
  choice: DialectChoice,
  fewestColumns = 2,
): Promise<FileReading> {
  const head = await readHead(file, SAMPLE_BYTES)
  const { name } = file
  if (head.length === 0) throw new AppError('dataset/empty', { name })
  if (isBinary(head)) throw new AppError('dataset/not-a-table', { name })
  const found = judgeEncoding(head)
  const encoding = choice.encoding ?? found.encoding
  const text = decodeHead(head, encoding, head.length < SAMPLE_BYTES)
  if (text.trim() === '') throw new AppError('dataset/empty', { name })
  if (/^\s*<[!?a-z]/i.test(text.slice(0, 200))) throw new AppError('dataset/not-a-table', { name })
  const sample = head.length < SAMPLE_BYTES ? text : wholeLines(text)
  const reading = sniffSample(sample, choice)
  await refuseUnlikely(reading, { file, encoding, isChosen: choice.delimiter !== undefined, fewestColumns })
  const top = judgeHeader(reading.rows)
  const hasHeader = choice.hasHeader ?? top.hasHeader
  const point = judgeDecimal(reading)
  const { delimiter, quote, width, consistency: share } = reading
  return {
    delimiter,
    quote,
    encoding,
    hasHeader,
    decimal: choice.decimal ?? point.decimal,
    width,
    header: hasHeader ? (reading.rows[0] ?? null) : null,
    isTabular: isTabular(reading),
    found: { encoding: found.encoding, hasHeader: top.hasHeader },
    reasons: [
      { what: 'encoding', why: found.why, values: { encoding: found.encoding } },
      { what: 'delimiter', why: 'evenRows', values: { delimiter, columns: width, share } },
      { what: 'header', ...top.reason },
      { what: 'decimal', ...point.reason },
    ],
  }
}

/** Somewhere in a table there is a figure or a word by itself, row after row; sentences are of one or two lines, or of many words. */
function isTabular({ rows, width }: SampleReading): boolean {
  if (rows.length < 2) return false
  return Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? '')).some((cells) => {
    const filled = cells.filter((cell) => cell !== '')
    const words = filled.reduce((sum, cell) => sum + cell.split(/\s+/).length, 0)
    return filled.length > rows.length / 2 && words <= filled.length * 1.5
  })
}

/** The last line of a sample is most likely cut; a sample of one line is that line. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end > 0 ? text.slice(0, end) : text
}

/** Whether quotes are quotes is told by all lines of the sample, where some of the first are not closed. */
function sniffSample(sample: string, choice: DialectChoice): SampleReading {
  const reading = sniffDialect(firstLines(sample), choice)
  return reading.unreadable === 0 || choice.quote !== undefined
    ? reading
    : sniffDialect(sample, { delimiter: reading.delimiter })
}

/** A few hundred lines tell as much as thousands, in a tenth of the time; of long lines, more is needed. */
function firstLines(sample: string): string {
  const start = sample.slice(0, 131_072)
  const lines = start.match(/\r\n|\r|\n/g)?.length ?? 0
  return lines < 50 || start.length === sample.length ? sample : wholeLines(start)
}

interface Suspect {
  readonly file: FileBytes
  readonly encoding: Encoding
  /** Whether the user said what separates the cells. */
  readonly isChosen: boolean
  readonly fewestColumns: number
}

async function refuseUnlikely(
  reading: SampleReading,
  { file, encoding, isChosen, fewestColumns }: Suspect,
): Promise<void> {
  const { name } = file
  const { width, consistency, rows } = reading
  const columns = countFilledColumns(reading)
  if (width > MAX_COLUMNS || (rows[0]?.length ?? 0) > MAX_COLUMNS) {
    const count = await countCells(file, encoding, reading.delimiter)
    throw new AppError('dataset/too-many-columns', { count, limit: MAX_COLUMNS })
  }
  // Where one column will do, its lines may be sentences: what reads them looks for the column by its name.
  const isOneColumn = fewestColumns < 2 || isList(reading)
  const isRunningText = !isChosen && (columns < 2 ? !isOneColumn : consistency < 0.5 || isProse(reading))
  if (rows.length === 0 || isRunningText) throw new AppError('dataset/not-a-table', { name })
  if (columns < fewestColumns) throw new AppError('dataset/one-column', { name })
}

/** Lines that end with a semicolon, or begin with a tab, are not two columns yet. */
function countFilledColumns({ rows, width }: SampleReading): number {
  const fitting = rows.filter((row) => row.length === width)
  return Array.from({ length: width }, (_, index) => index).filter((index) =>
    fitting.some((row) => row[index] !== ''),
  ).length
}

/** One value a line: a table with a single column, rather than running text. */
function isList({ rows }: SampleReading): boolean {
  const words = rows.reduce((sum, row) => sum + row.join(' ').trim().split(/\s+/).length, 0)
  return words / rows.length < 3
}

/** Running text cut at its blanks or commas: words only, no cell of a kind, no column that repeats itself. */
function isProse({ rows, delimiter, consistency }: SampleReading): boolean {
  return (
    delimiter === ' ' &&
    (consistency < 0.9 ||
      !rows
        .slice(1)
        .flat()
        .some((cell) => /^[-+\d.]+$/.test(cell)))
  )
}

/** Counts the cells of the longest of the first lines without keeping any of them. */
async function countCells(file: FileBytes, encoding: Encoding, delimiter: string): Promise<number> {
  const wanted = delimiter.charCodeAt(0)
  let [most, count, lines] = [0, 1, 0]
  for await (const text of readText(file, encoding)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === wanted) count++
      else if (code === 10) {
        most = Math.max(most, count)
        count = 1
        if (++lines === 2) return most
      }
    }
  }
  return Math.max(most, count)
}
