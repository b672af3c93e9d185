/** @file Splits delimited UTF-8 into rows as `RowScanner` splits texts, several times faster: no text is made of a cell. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { RejectedRow } from '../../../../../shared/domain/dataset'
import { MAX_CELL_LENGTH, MAX_COLUMNS } from '../../../limits'
import { INVALID_CHARACTER } from '../../file/readText'
import type { RowScannerOptions } from '../../rowScanner'
import type { CellSpans } from './cellSpans'

export interface SpanSink {
  onSpans(row: CellSpans, line: number): void
  onUnreadable(row: RejectedRow): void
}

const [LINE_FEED, CARRIAGE_RETURN, SPACE] = [10, 13, 32]
/** Where a row ends unknown: more bytes are needed. */
const INCOMPLETE = -1
const INVALID_BYTES = Buffer.from(INVALID_CHARACTER)

/** @returns whether these cells can be cut byte by byte: what separates them is of one byte, which is part of no other. */
export function isByteDialect({ delimiter, quote }: RowScannerOptions): boolean {
  return delimiter.charCodeAt(0) < 128 && (quote === '' || quote.charCodeAt(0) < 128)
}

/**
 * Its rules are those of `RowScanner`, which tests hold it to: whatever one makes of a file, the other does.
 * Spans that it hands over are its own, and change with the next row.
 */
export class ByteScanner implements CellSpans {
  bytes: Buffer = Buffer.alloc(0)
  /** Room for the bytes, which are few more than those of one piece. */
  private room: Buffer = Buffer.alloc(0)
  count = 0
  readonly starts = new Int32Array(MAX_COLUMNS + 2)
  readonly ends = new Int32Array(MAX_COLUMNS + 2)
  readonly areTrim = new Uint8Array(MAX_COLUMNS + 2)
  readonly rewritten = new Map<number, string>()
  private line = 1
  private rowStart = 0
  private rowEnd = 0
  private newlines = 0
  private isUnclosed = false
  private isFinal = false
  private hasSuspects = false
  private isQuotedRow = false
  /** The rest of a rejected line is still to come. */
  private isSkipping = false
  private readonly delimiter: number
  private readonly quote: number

  constructor(
    options: RowScannerOptions,
    private readonly sink: SpanSink,
  ) {
    this.delimiter = options.delimiter.charCodeAt(0)
    this.quote = options.quote === '' ? -1 : options.quote.charCodeAt(0)
  }

  /** @param chunk without a byte order mark; it is copied. */
  push(chunk: Buffer): void {
    const { length } = this.bytes
    if (length + chunk.length > this.room.length) {
      const larger = Buffer.allocUnsafe((length + chunk.length) * 2)
      this.bytes.copy(larger)
      this.room = larger
    } else this.bytes.copy(this.room)
    chunk.copy(this.room, length)
    this.bytes = this.room.subarray(0, length + chunk.length)
    this.drain()
  }

  /** Ends the file; the last row need not end with a newline. */
  end(): void {
    this.isFinal = true
    this.drain()
  }

  /** @returns the beginning of the row that is being handed over, at most 200 characters. */
  rowText(): string {
    const text = this.bytes.toString('utf8', this.rowStart, Math.min(this.rowEnd, this.rowStart + 800))
    return (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, 200)
  }

  private drain(): void {
    this.hasSuspects = isSuspect(this.wholeLines())
    let start = this.isSkipping ? this.skipRest(0) : 0
    while (!this.isSkipping && start < this.bytes.length) {
      const next = this.readRow(start)
      if (next === INCOMPLETE) break
      start = next
    }
    this.bytes = this.bytes.subarray(start)
  }

  /** What comes after the last newline may end within a character; it is looked at again with what follows it. */
  private wholeLines(): Buffer {
    const end = Math.max(this.bytes.lastIndexOf(LINE_FEED), this.bytes.lastIndexOf(CARRIAGE_RETURN))
    return this.isFinal || end < 0 ? this.bytes : this.bytes.subarray(0, end)
  }

  private readRow(start: number): number {
    this.count = 0
    this.newlines = 0
    this.isUnclosed = false
    this.isQuotedRow = false
    if (this.rewritten.size > 0) this.rewritten.clear()
    this.rowStart = start
    const end = this.readCells(start)
    if (this.isUnclosed) return this.reject('unclosedQuote', this.endOfLine(start))
    if (end === INCOMPLETE) {
      const isTooLong = this.bytes.length - start > MAX_CELL_LENGTH * 8
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
    if (this.count === 1 && !this.isQuotedRow && this.isBlankRow()) return
    if (this.hasSuspects && isSuspect(this.bytes.subarray(this.rowStart, this.rowEnd))) {
      this.sink.onUnreadable(this.describe('encoding'))
    } else if (this.rowEnd - this.rowStart > MAX_CELL_LENGTH && this.hasLongCell()) {
      this.sink.onUnreadable(this.describe('tooLong'))
    } else this.sink.onSpans(this, this.line)
  }

  private isBlankRow(): boolean {
    return this.bytes.toString('utf8', this.rowStart, this.rowEnd).trim() === ''
  }

  private hasLongCell(): boolean {
    for (let index = 0; index < this.count; index++)
      if ((this.ends[index] ?? 0) - (this.starts[index] ?? 0) > MAX_CELL_LENGTH) return true
    return false
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
    const next = end >= this.bytes.length ? INCOMPLETE : this.afterNewline(end)
    this.isSkipping = next === INCOMPLETE
    // A carriage return that ends the bytes may be half of a newline: it stays for the next piece.
    return this.isSkipping ? end : next
  }

  /** Reads cells from `from` on. @returns where the row ends (before its newline), or INCOMPLETE. */
  private readCells(from: number): number {
    const { bytes, delimiter, quote } = this
    const { length } = bytes
    let at = from
    for (;;) {
      let first = at
      if (delimiter !== SPACE) while (bytes[first] === SPACE) first++
      if (quote !== -1 && bytes[first] === quote) {
        at = this.readQuoted(at, first)
        if (at === INCOMPLETE || this.isUnclosed) return INCOMPLETE
      } else at = this.readPlain(at, first)
      if (at >= length) return this.isFinal ? at : INCOMPLETE
      if (bytes[at] !== delimiter) return at
      at++
      if (at >= length && this.isFinal) {
        this.keep(at, at)
        return at
      }
    }
  }

  /** @param from where the cell begins. @param first its first byte that is worth looking at. */
  private readPlain(from: number, first: number): number {
    const { bytes, delimiter } = this
    const { length } = bytes
    let at = first
    for (; at < length; at++) {
      const byte = bytes[at]
      if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
    }
    this.keep(from, at)
    return at
  }

  private readQuoted(from: number, open: number): number {
    const { bytes } = this
    const close = this.closingQuote(open + 1)
    if (close === INCOMPLETE || this.isUnclosed) return close
    let after = close + 1
    if (this.delimiter !== SPACE) while (bytes[after] === SPACE) after++
    const lines = this.countNewlines(open + 1, close)
    this.isQuotedRow = true
    if (this.isCellEnd(after)) {
      this.newlines += lines
      this.keepQuoted(open + 1, close)
      return after
    }
    // Words right after a "closing" quote that stands on a later line: it opened another cell, and ours was never closed.
    if (lines > 0) {
      this.isUnclosed = true
      return close
    }
    const end = this.readPlain(close + 1, close + 1)
    this.rewritten.set(
      this.count - 1,
      this.unescaped(open + 1, close) + bytes.toString('utf8', close + 1, end),
    )
    this.starts[this.count - 1] = from
    return end
  }

  private keepQuoted(start: number, end: number): void {
    const doubled = this.bytes.indexOf(this.quote, start)
    this.keep(start, end)
    if (doubled >= 0 && doubled < end) this.rewritten.set(this.count - 1, this.unescaped(start, end))
  }

  private unescaped(start: number, end: number): string {
    const quote = String.fromCharCode(this.quote)
    return this.bytes.toString('utf8', start, end).replaceAll(quote + quote, quote)
  }

  private closingQuote(from: number): number {
    const { bytes, quote } = this
    let at = from
    for (;;) {
      const close = bytes.indexOf(quote, at)
      if (close < 0) {
        this.isUnclosed = this.isFinal || bytes.length - from > MAX_CELL_LENGTH
        return this.isUnclosed ? bytes.length : INCOMPLETE
      }
      if (close + 1 >= bytes.length && !this.isFinal) return INCOMPLETE
      if (bytes[close + 1] !== quote) return close
      at = close + 2
    }
  }

  private keep(start: number, end: number): void {
    // One more than the limit says "too many" just as well as a million.
    if (this.count > MAX_COLUMNS) return
    this.starts[this.count] = start
    this.ends[this.count] = end
    const isTrim = start === end || (isLetter(this.bytes[start]) && isLetter(this.bytes[end - 1]))
    this.areTrim[this.count] = isTrim ? 1 : 0
    this.count++
  }

  private countNewlines(start: number, end: number): number {
    const { bytes } = this
    let lines = 0
    for (let at = start; at < end; at++) {
      if (bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED)) lines++
    }
    return lines
  }

  private isCellEnd(at: number): boolean {
    if (at >= this.bytes.length) return true
    const byte = this.bytes[at]
    return byte === this.delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  }

  private endOfLine(from: number): number {
    const { bytes } = this
    let at = from
    for (; at < bytes.length; at++) if (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) break
    return at
  }

  private afterNewline(at: number): number {
    const { bytes } = this
    if (bytes[at] !== CARRIAGE_RETURN) return at + 1
    if (at + 1 >= bytes.length && !this.isFinal) return INCOMPLETE
    return bytes[at + 1] === LINE_FEED ? at + 2 : at + 1
  }
}

/** Bytes that spell nothing, and those that no text has. */
function isSuspect(bytes: Buffer): boolean {
  if (bytes.includes(0)) return true
  return !isAscii(bytes) && (!isUtf8(bytes) || bytes.includes(INVALID_BYTES))
}

/** Neither a blank nor part of a character of several bytes, which may be one. */
function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte > SPACE && byte < 0x80
}
