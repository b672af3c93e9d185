/** @file Cuts what comes piece by piece into rows, with exact line numbers; it never throws and never loses a line. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import { MAX_CELL_LENGTH } from '../limits'

/** Where a row ends unknown: more has to come. */
export const INCOMPLETE = -1

export const LINE_FEED = 10
export const CARRIAGE_RETURN = 13
export const SPACE = 32

type Cause = RejectedRow['cause']

/** Texts or bytes that lie ready, and what cuts their rows into cells. Places count from the beginning of what lies there. */
export interface CellReader {
  readonly length: number
  /** Whether nothing comes behind what lies there. */
  isFinal: boolean
  /** Newlines within the cells of the row that was read last. */
  readonly newlines: number
  /** Whether one of its quotes is never closed. */
  readonly isUnclosed: boolean
  /** Told whenever more has come. */
  look(): void
  /** Reads the cells of the row that begins at `start`. @returns where it ends (before its newline), or INCOMPLETE. */
  read(start: number): number
  /** Whether the row is one blank cell without quotes. */
  isBlank(start: number, end: number): boolean
  /** @returns why a cell of the row cannot be used. */
  findFault(start: number, end: number): Cause | null
  /** @returns the character or byte at a place. */
  codeAt(at: number): number | undefined
  /** @returns the beginning of the first line of a row, at most 200 characters. */
  head(start: number, end: number): string
  /** Forgets what lies before a place. */
  forget(before: number): void
}

export interface RowHandler {
  /** A row whose cells the reader has; `line` is the file line where it begins. */
  onRow(line: number): void
  /** A line that could not be read. */
  onUnreadable(row: RejectedRow): void
}

/**
 * Rows end at LF, CRLF or CR. A cell that begins with the quote (after blanks) runs to its closing quote, doubled quotes
 * inside standing for one; newlines in it belong to it. A quote that is never closed costs its own line only.
 */
export class RowMachine {
  private rowStart = 0
  private rowEnd = 0
  /** The rest of a rejected line is still to come. */
  private isSkipping = false

  /** @param line at which what comes begins, from 1 */
  constructor(
    private readonly cells: CellReader,
    private readonly handler: RowHandler,
    private line: number,
  ) {}

  /** Hands over all rows that lie there whole. */
  drain(): void {
    const { cells } = this
    cells.look()
    let start = this.isSkipping ? this.skipRest(0) : 0
    while (!this.isSkipping && start < cells.length) {
      const next = this.readRow(start)
      if (next === INCOMPLETE) break
      start = next
    }
    cells.forget(start)
  }

  /** Hands over the last row too, which need not end with a newline. */
  end(): void {
    this.cells.isFinal = true
    this.drain()
  }

  /** @returns the line of the next row; null while the rest of a rejected line is being skipped. */
  nextLine(): number | null {
    return this.isSkipping ? null : this.line
  }

  /** @returns the beginning of the row that is being handed over, at most 200 characters. */
  rowText(): string {
    return this.cells.head(this.rowStart, this.rowEnd)
  }

  private readRow(start: number): number {
    const { cells } = this
    this.rowStart = start
    const end = cells.read(start)
    if (cells.isUnclosed) return this.reject('unclosedQuote', this.endOfLine(start))
    if (end === INCOMPLETE) {
      const isTooLong = cells.length - start > MAX_CELL_LENGTH * 8
      return isTooLong ? this.reject('tooLong', this.endOfLine(start)) : INCOMPLETE
    }
    const next = this.afterNewline(end)
    if (next === INCOMPLETE) return INCOMPLETE
    this.rowEnd = end
    if (!cells.isBlank(start, end)) this.hand(cells.findFault(start, end))
    this.line += cells.newlines + 1
    return next
  }

  private hand(fault: Cause | null): void {
    if (fault === null) this.handler.onRow(this.line)
    else this.handler.onUnreadable(this.describe(fault))
  }

  private describe(cause: Cause): RejectedRow {
    return { line: this.line, column: null, cause, text: this.rowText() }
  }

  private reject(cause: Cause, end: number): number {
    this.rowEnd = end
    this.handler.onUnreadable(this.describe(cause))
    this.line += 1
    return this.skipRest(end)
  }

  private skipRest(from: number): number {
    const end = this.endOfLine(from)
    const next = end >= this.cells.length ? INCOMPLETE : this.afterNewline(end)
    this.isSkipping = next === INCOMPLETE
    // A carriage return that ends what lies there may be half of a newline: it stays for the next piece.
    return this.isSkipping ? end : next
  }

  private endOfLine(from: number): number {
    const { cells } = this
    let at = from
    for (; at < cells.length; at++) {
      const code = cells.codeAt(at)
      if (code === LINE_FEED || code === CARRIAGE_RETURN) break
    }
    return at
  }

  private afterNewline(at: number): number {
    const { cells } = this
    if (cells.codeAt(at) !== CARRIAGE_RETURN) return at + 1
    if (at + 1 >= cells.length && !cells.isFinal) return INCOMPLETE
    return cells.codeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
  }
}
