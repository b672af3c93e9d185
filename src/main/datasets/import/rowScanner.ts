/** @file Splits delimited text into rows, piece by piece, with exact line numbers; it never throws and never loses a line. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import { MAX_CELL_LENGTH, MAX_COLUMNS } from '../limits'
import { ownCopy } from './file/ownCopy'
import { INVALID_CHARACTER } from './file/readText'

export interface RowScannerOptions {
  readonly delimiter: string
  readonly quote: string
}

export interface RowSink {
  /** A row that could be read; `line` is the file line (from 1) where it begins. The cells are the receiver's to keep. */
  onRow(cells: string[], line: number): void
  /** A line that could not be read. */
  onUnreadable(row: RejectedRow): void
}

const [LINE_FEED, CARRIAGE_RETURN, SPACE] = [10, 13, 32]
/** Where a row ends unknown: more text is needed. */
const INCOMPLETE = -1

/**
 * Rows end at LF, CRLF or CR. A cell that begins with the quote (after blanks) runs to its closing quote, doubled quotes
 * inside standing for one; newlines in it belong to it. A quote that is never closed costs its own line only.
 */
export class RowScanner {
  private buffer = ''
  private line: number
  private rowStart = 0
  private rowEnd = 0
  private cells: string[] = []
  private newlines = 0
  private isUnclosed = false
  private isFinal = false
  private hasSuspects = false
  private isQuotedRow = false
  /** The rest of a rejected line is still to come. */
  private isSkipping = false
  private readonly delimiterCode: number
  private readonly quoteCode: number

  /** @param firstLine the line of the file at which the text begins. */
  constructor(
    private readonly options: RowScannerOptions,
    private readonly sink: RowSink,
    firstLine = 1,
  ) {
    this.line = firstLine
    this.delimiterCode = options.delimiter.charCodeAt(0)
    this.quoteCode = options.quote === '' ? -1 : options.quote.charCodeAt(0)
  }

  push(text: string): void {
    this.buffer = this.buffer === '' ? text : this.buffer + text
    this.drain()
  }

  /** Ends the text; the last row need not end with a newline. */
  end(): void {
    this.isFinal = true
    this.drain()
  }

  /**
   * @returns the line of the next row and the text that is already here of it; null while the rest of a rejected line is
   * being skipped.
   */
  next(): { readonly line: number; readonly text: string } | null {
    return this.isSkipping ? null : { line: this.line, text: this.buffer }
  }

  /** @returns the beginning of the row that is being handed over, at most 200 characters. */
  rowText(): string {
    return ownCopy(firstLine(this.buffer.slice(this.rowStart, Math.min(this.rowEnd, this.rowStart + 200))))
  }

  private drain(): void {
    this.hasSuspects = this.buffer.includes(INVALID_CHARACTER) || this.buffer.includes('\0')
    let start = this.isSkipping ? this.skipRest(0) : 0
    while (!this.isSkipping && start < this.buffer.length) {
      const next = this.readRow(start)
      if (next === INCOMPLETE) break
      start = next
    }
    this.buffer = this.buffer.slice(start)
  }

  private readRow(start: number): number {
    this.cells = []
    this.newlines = 0
    this.isUnclosed = false
    this.isQuotedRow = false
    this.rowStart = start
    const end = this.readCells(start)
    if (this.isUnclosed) return this.reject('unclosedQuote', this.endOfLine(start))
    if (end === INCOMPLETE) {
      const isTooLong = this.buffer.length - start > MAX_CELL_LENGTH * 8
      return isTooLong ? this.reject('tooLong', this.endOfLine(start)) : INCOMPLETE
    }
    const next = this.afterNewline(end)
    if (next === INCOMPLETE) return INCOMPLETE
    this.rowEnd = end
    this.hand()
    this.line += this.newlines + 1
    return next
  }

  private hand(): void {
    const { cells } = this
    if (cells.length === 1 && !this.isQuotedRow && (cells[0] ?? '').trim() === '') return
    if (this.hasSuspects && cells.some(isSuspect)) {
      this.sink.onUnreadable(this.describe('encoding'))
    } else if (cells.some((cell) => cell.length > MAX_CELL_LENGTH)) {
      this.sink.onUnreadable(this.describe('tooLong'))
    } else this.sink.onRow(cells, this.line)
  }

  private describe(cause: RejectedRow['cause']): RejectedRow {
    return { line: this.line, column: null, cause, text: this.rowText() }
  }

  private reject(cause: RejectedRow['cause'], end: number): number {
    this.rowEnd = end
    this.sink.onUnreadable(this.describe(cause))
    this.line += 1
    return this.skipRest(end)
  }

  private skipRest(from: number): number {
    const end = this.endOfLine(from)
    const next = end >= this.buffer.length ? INCOMPLETE : this.afterNewline(end)
    this.isSkipping = next === INCOMPLETE
    // A carriage return that ends the text may be half of a newline: it stays for the next piece.
    return this.isSkipping ? end : next
  }

  /** Reads cells from `at` on. @returns where the row ends (before its newline), or INCOMPLETE. */
  private readCells(from: number): number {
    const { buffer } = this
    let at = from
    for (;;) {
      at = this.isQuoteAt(at) ? this.readQuoted(at) : this.readPlain(at)
      if (at === INCOMPLETE || this.isUnclosed) return INCOMPLETE
      if (at >= buffer.length) return this.isFinal ? at : INCOMPLETE
      if (buffer.charCodeAt(at) !== this.delimiterCode) return at
      at++
      if (at >= buffer.length && this.isFinal) {
        this.keep('')
        return at
      }
    }
  }

  private readPlain(from: number): number {
    const { buffer, delimiterCode } = this
    let at = from
    for (; at < buffer.length; at++) {
      const code = buffer.charCodeAt(at)
      if (code === delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN) break
    }
    this.keep(buffer.slice(from, at))
    return at
  }

  private readQuoted(from: number): number {
    const open = this.skipBlanks(from)
    const close = this.closingQuote(open + 1)
    if (close === INCOMPLETE) return INCOMPLETE
    if (this.isUnclosed) return close
    const after = this.skipBlanks(close + 1)
    const inner = this.buffer.slice(open + 1, close)
    const { quote } = this.options
    const text = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner
    const lines = countNewlines(inner)
    this.isQuotedRow = true
    if (this.isCellEnd(after)) {
      this.newlines += lines
      this.keep(text)
      return after
    }
    // Words right after a "closing" quote that stands on a later line: it opened another cell, and ours was never closed.
    if (lines > 0) {
      this.isUnclosed = true
      return close
    }
    const rest = this.readPlain(close + 1)
    const tail = this.cells.pop() ?? ''
    this.keep(text + tail)
    return rest
  }

  private closingQuote(from: number): number {
    const { buffer } = this
    const { quote } = this.options
    let at = from
    for (;;) {
      const close = buffer.indexOf(quote, at)
      if (close < 0) {
        this.isUnclosed = this.isFinal || buffer.length - from > MAX_CELL_LENGTH
        return this.isUnclosed ? buffer.length : INCOMPLETE
      }
      if (close + 1 >= buffer.length && !this.isFinal) return INCOMPLETE
      if (buffer.charCodeAt(close + 1) !== this.quoteCode) return close
      at = close + 2
    }
  }

  private keep(cell: string): void {
    // One more than the limit says "too many" just as well as a million.
    if (this.cells.length <= MAX_COLUMNS) this.cells.push(cell)
  }

  private isQuoteAt(at: number): boolean {
    return this.quoteCode !== -1 && this.buffer.charCodeAt(this.skipBlanks(at)) === this.quoteCode
  }

  private skipBlanks(from: number): number {
    let at = from
    if (this.delimiterCode !== SPACE) while (this.buffer.charCodeAt(at) === SPACE) at++
    return at
  }

  private isCellEnd(at: number): boolean {
    if (at >= this.buffer.length) return true
    const code = this.buffer.charCodeAt(at)
    return code === this.delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN
  }

  private endOfLine(from: number): number {
    let at = from
    for (; at < this.buffer.length; at++) {
      const code = this.buffer.charCodeAt(at)
      if (code === LINE_FEED || code === CARRIAGE_RETURN) break
    }
    return at
  }

  private afterNewline(at: number): number {
    if (this.buffer.charCodeAt(at) !== CARRIAGE_RETURN) return at + 1
    if (at + 1 >= this.buffer.length && !this.isFinal) return INCOMPLETE
    return this.buffer.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
  }
}

/** Reads a whole text at once. */
export function scanText(text: string, options: RowScannerOptions, sink: RowSink): void {
  const scanner = new RowScanner(options, sink)
  scanner.push(text)
  scanner.end()
}

function isSuspect(cell: string): boolean {
  return cell.includes(INVALID_CHARACTER) || cell.includes('\0')
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0] ?? ''
}

function countNewlines(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
