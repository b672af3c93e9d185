/** @file Finds out how a sample of text spells a table: delimiter, quote, decimal point. */
import type { ImportReason } from '../../../../shared/domain/importReason'
import { MAX_COLUMNS } from '../../limits'
import { MISSING_TOKENS, parseDate, parseNumber, type Decimal } from '../cellText'
import { scanText } from '../rowScanner'

const DELIMITERS = [',', ';', '\t', '|', ':', '^', '~', ' ']
/** Rows that are looked at. */
const SAMPLE_ROWS = 500

/** A sample as one way of writing reads it. */
export interface SampleReading {
  readonly delimiter: string
  readonly quote: string
  readonly rows: readonly (readonly string[])[]
  /** Cells of most rows. */
  readonly width: number
  /** Share of rows that have that many. */
  readonly consistency: number
  /** Lines that could not be cut. */
  readonly unreadable: number
  readonly score: number
}

export interface FixedDialect {
  readonly delimiter?: string | undefined
  readonly quote?: string | undefined
}

/** @returns the reading under which the sample looks most like a table; what is fixed is taken. */
export function sniffDialect(sample: string, fixed: FixedDialect): SampleReading {
  const quotes = fixed.quote === undefined ? quotesIn(sample) : [fixed.quote]
  const delimiters = fixed.delimiter === undefined ? delimitersIn(sample) : [fixed.delimiter]
  const readings = quotes.flatMap((quote) =>
    delimiters.map((delimiter) => readSample(sample, delimiter, quote)),
  )
  return readings.reduce((best, reading) => (reading.score > best.score + 1e-9 ? reading : best))
}

/** What does not occur cuts nothing: one of those will do, for a table of a single column. */
function delimitersIn(sample: string): string[] {
  const [first = ',', ...others] = DELIMITERS
  return [first, ...others.filter((delimiter) => sample.includes(delimiter))]
}

function quotesIn(sample: string): string[] {
  const quotes = ['"']
  if (/(^|[\n\r,;\t|])\s*'[^'\n]*'\s*($|[\n\r,;\t|])/.test(sample.slice(0, 20_000))) quotes.push("'")
  if (sample.includes('"')) quotes.push('')
  return quotes
}

function readSample(sample: string, delimiter: string, quote: string): SampleReading {
  const rows: string[][] = []
  let unreadable = 0
  const take = (cells: string[]) => rows.length < SAMPLE_ROWS && rows.push(cells.map((cell) => cell.trim()))
  scanText(sample, { delimiter, quote }, { onRow: take, onUnreadable: () => unreadable++ })
  const body = rows.length > 1 ? rows.slice(1) : rows
  const { width, share } = commonWidth(body)
  // One or two stray quotation marks are accidents; more are no quotes at all.
  const isMisquoted = unreadable > 2
  const consistency = isMisquoted ? (share * body.length) / (body.length + unreadable) : share
  const clean = shareOfCleanCells(body, width)
  const breadth = width > MAX_COLUMNS ? 1 : 1 - 1 / (width + 0.2)
  // Reading without quotes is the last resort, and blanks separate words more often than cells.
  const doubt = (delimiter === ' ' ? doubtBlanks(rows, width) : 1) * (delimiter === ':' ? 0.8 : 1)
  const misuse = isMisquoted && isPunctuation(sample, { delimiter, quote, unreadable }) ? 0.9 : 1
  const quoting = (quote === '' ? 0.99 : misuse) * (1 - shareOfOtherQuotes(body, quote) / 2)
  return {
    delimiter,
    quote,
    rows,
    width,
    consistency,
    unreadable,
    score: consistency ** 2 * clean * breadth * doubt * quoting,
  }
}

/** Where quotes that are never closed are many of those that open a cell, they are what somebody said, not how cells are written. */
function isPunctuation(
  sample: string,
  { delimiter, quote, unreadable }: Pick<SampleReading, 'delimiter' | 'quote' | 'unreadable'>,
): boolean {
  if (quote === '') return false
  let opened = 0
  for (let at = sample.indexOf(quote); at >= 0; at = sample.indexOf(quote, at + 1)) {
    const before = sample[at - 1] ?? '\n'
    if (before === delimiter || before === '\n' || before === '\r') opened++
  }
  return opened <= unreadable * 6
}

/** Sentences may have the same number of words by chance, but their heading has not; R writes a name less than there are cells. */
function doubtBlanks(rows: readonly (readonly string[])[], width: number): number {
  const first = rows[0]?.length ?? width
  return first === width || first === width - 1 ? 0.6 : 0.4
}

function commonWidth(rows: readonly (readonly string[])[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let [width, most] = [0, 0]
  for (const [length, count] of counts) if (count > most) [width, most] = [length, count]
  return { width, share: rows.length === 0 ? 0 : most / rows.length }
}

/** Numbers, dates, blanks and words are clean; a cell that holds another delimiter between digits is most likely two. */
function shareOfCleanCells(rows: readonly (readonly string[])[], width: number): number {
  let [clean, all] = [0, 0]
  for (const row of rows.slice(0, 100)) {
    if (row.length !== width) continue
    for (const cell of row.slice(0, 200)) {
      all++
      clean += cleanness(cell)
    }
  }
  return all === 0 ? 0 : clean / all
}

function cleanness(cell: string): number {
  if (cell === '' || MISSING_TOKENS.has(cell)) return 0.9
  if (!Number.isNaN(parseNumber(cell, '.')) || /^[+-]?\d+,\d+$/.test(cell) || !Number.isNaN(parseDate(cell)))
    return 1
  if (/[;\t|]|\d,\d|,.*,/.test(cell)) return 0.4
  return cell.length < 40 ? 0.85 : 0.7
}

/** Rows in which a cell opens with a quote that this reading does not know, and the same or a later one closes with it. */
function shareOfOtherQuotes(rows: readonly (readonly string[])[], quote: string): number {
  const others = ['"', "'"].filter((other) => other !== quote)
  const some = rows.slice(0, 100)
  const isMisread = (row: readonly string[]) =>
    others.some((other) => {
      const open = row.findIndex((cell) => cell.startsWith(other))
      return open >= 0 && row.slice(open).some((cell) => cell.length > 1 && cell.endsWith(other))
    })
  return some.filter(isMisread).length / Math.max(1, some.length)
}

export interface DecimalFound {
  readonly decimal: Decimal
  readonly reason: Pick<ImportReason, 'why' | 'values'>
}

const WITH_COMMA = /^[+-]?(\d+,\d+|\d{1,3}(\.\d{3})+,\d+)$/
const WITH_POINT = /^[+-]?(\d*\.\d+|\d{1,3}(,\d{3})+\.\d+)$/

/** @returns the decimal sign that more of the sample's figures need; a point in doubt. */
export function judgeDecimal({ rows, delimiter }: Pick<SampleReading, 'rows' | 'delimiter'>): DecimalFound {
  let [commas, points] = [0, 0]
  const examples = { ',': '', '.': '' }
  for (const cell of rows.flat()) {
    if (WITH_COMMA.test(cell)) {
      commas += isGroup(cell) && delimiter === ',' ? 0.1 : 1
      examples[','] ||= cell
    } else if (WITH_POINT.test(cell)) {
      points++
      examples['.'] ||= cell
    }
  }
  const decimal = commas > points ? ',' : '.'
  const count = Math.ceil(Math.max(commas, points))
  if (examples[decimal] === '') return { decimal, reason: { why: 'noneTells', values: {} } }
  return {
    decimal,
    reason: { why: 'figures', values: { decimal, count, example: examples[decimal].slice(0, 60) } },
  }
}

/** `1,234` may be a grouped thousand. */
function isGroup(cell: string): boolean {
  return /^[+-]?\d{1,3}(,\d{3})+$/.test(cell)
}
