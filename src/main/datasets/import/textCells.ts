/** @file Reads the cells of rows that lie there as a text. */
import { MAX_CELL_LENGTH, MAX_COLUMNS } from '../limits'
import { ownCopy } from './file/ownCopy'
import { INVALID_CHARACTER } from './file/readText'
import { CARRIAGE_RETURN, type CellReader, INCOMPLETE, LINE_FEED, SPACE } from './rowMachine'

export class TextCells implements CellReader {
  /** Of the row that was read last; the receiver's to keep. */
  cells: string[] = []
  newlines = 0
  isUnclosed = false
  isFinal = false
  private buffer = ''
  private hasSuspects = false
  private isQuoted = false
  private readonly delimiterCode: number
  private readonly quoteCode: number

  constructor(
    delimiter: string,
    private readonly quote: string,
  ) {
    this.delimiterCode = delimiter.charCodeAt(0)
    this.quoteCode = quote === '' ? -1 : quote.charCodeAt(0)
  }

  get length(): number {
    return this.buffer.length
  }

  /** What lies there. */
  get text(): string {
    return this.buffer
  }

  push(text: string): void {
    this.buffer = this.buffer === '' ? text : this.buffer + text
  }

  look(): void {
    this.hasSuspects = isSuspect(this.buffer)
  }

  read(start: number): number {
    this.cells = []
    this.newlines = 0
    this.isUnclosed = false
    this.isQuoted = false
    return this.readCells(start)
  }

  isBlank(): boolean {
    return this.cells.length === 1 && !this.isQuoted && (this.cells[0] ?? '').trim() === ''
  }

  findFault() {
    if (this.hasSuspects && this.cells.some(isSuspect)) return 'encoding'
    return this.cells.some((cell) => cell.length > MAX_CELL_LENGTH) ? 'tooLong' : null
  }

  codeAt(at: number): number {
    return this.buffer.charCodeAt(at)
  }

  head(start: number, end: number): string {
    return ownCopy(firstLine(this.buffer.slice(start, Math.min(end, start + 200))))
  }

  forget(before: number): void {
    this.buffer = this.buffer.slice(before)
  }

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
    const { quote } = this
    const text = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner
    const lines = countNewlines(inner)
    this.isQuoted = true
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
    const { quote } = this
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
