/** @file Reads the cells of rows that lie there as UTF-8: no text is made of a cell. */
import { isAscii, isUtf8 } from 'node:buffer'
import { MAX_CELL_LENGTH, MAX_COLUMNS } from '../../../limits'
import { INVALID_CHARACTER } from '../../file/readText'
import { CARRIAGE_RETURN, type CellReader, INCOMPLETE, LINE_FEED, SPACE } from '../../rowMachine'
import type { RowScannerOptions } from '../../rowScanner'
import type { CellSpans } from './cellSpans'

const INVALID_BYTES = Buffer.from(INVALID_CHARACTER)

/** Spans are its own, and change with the next row. */
export class ByteCells implements CellReader, CellSpans {
  bytes: Buffer = Buffer.alloc(0)
  count = 0
  readonly starts = new Int32Array(MAX_COLUMNS + 2)
  readonly ends = new Int32Array(MAX_COLUMNS + 2)
  readonly areTrim = new Uint8Array(MAX_COLUMNS + 2)
  readonly rewritten = new Map<number, string>()
  newlines = 0
  isUnclosed = false
  isFinal = false
  /** Room for the bytes, which are few more than those of one piece. */
  private room: Buffer = Buffer.alloc(0)
  private hasSuspects = false
  private isQuoted = false
  private readonly delimiter: number
  private readonly quote: number

  constructor({ delimiter, quote }: RowScannerOptions) {
    this.delimiter = delimiter.charCodeAt(0)
    this.quote = quote === '' ? -1 : quote.charCodeAt(0)
  }

  get length(): number {
    return this.bytes.length
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
  }

  look(): void {
    this.hasSuspects = isSuspect(this.wholeLines())
  }

  read(start: number): number {
    this.count = 0
    this.newlines = 0
    this.isUnclosed = false
    this.isQuoted = false
    if (this.rewritten.size > 0) this.rewritten.clear()
    return this.readCells(start)
  }

  isBlank(start: number, end: number): boolean {
    return this.count === 1 && !this.isQuoted && this.bytes.toString('utf8', start, end).trim() === ''
  }

  findFault(start: number, end: number) {
    if (this.hasSuspects && isSuspect(this.bytes.subarray(start, end))) return 'encoding'
    return end - start > MAX_CELL_LENGTH && this.hasLongCell() ? 'tooLong' : null
  }

  codeAt(at: number): number | undefined {
    return this.bytes[at]
  }

  head(start: number, end: number): string {
    const text = this.bytes.toString('utf8', start, Math.min(end, start + 800))
    return (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, 200)
  }

  forget(before: number): void {
    this.bytes = this.bytes.subarray(before)
  }

  /** What comes after the last newline may end within a character; it is looked at again with what follows it. */
  private wholeLines(): Buffer {
    const end = Math.max(this.bytes.lastIndexOf(LINE_FEED), this.bytes.lastIndexOf(CARRIAGE_RETURN))
    return this.isFinal || end < 0 ? this.bytes : this.bytes.subarray(0, end)
  }

  private hasLongCell(): boolean {
    for (let index = 0; index < this.count; index++)
      if ((this.ends[index] ?? 0) - (this.starts[index] ?? 0) > MAX_CELL_LENGTH) return true
    return false
  }

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
    this.isQuoted = true
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
