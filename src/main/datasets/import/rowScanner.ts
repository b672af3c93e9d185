/** @file Splits delimited text into rows, piece by piece. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import { RowMachine } from './rowMachine'
import { TextCells } from './textCells'

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

/** See `RowMachine` for its rules. */
export class RowScanner {
  private readonly cells: TextCells
  private readonly rows: RowMachine

  /** @param firstLine the line of the file at which the text begins. */
  constructor({ delimiter, quote }: RowScannerOptions, sink: RowSink, firstLine = 1) {
    const cells = new TextCells(delimiter, quote)
    const onRow = (line: number): void => sink.onRow(cells.cells, line)
    this.cells = cells
    this.rows = new RowMachine(cells, { onRow, onUnreadable: (row) => sink.onUnreadable(row) }, firstLine)
  }

  push(text: string): void {
    this.cells.push(text)
    this.rows.drain()
  }

  /** Ends the text; the last row need not end with a newline. */
  end(): void {
    this.rows.end()
  }

  /**
   * @returns the line of the next row and the text that is already here of it; null while the rest of a rejected line is
   * being skipped.
   */
  next(): { readonly line: number; readonly text: string } | null {
    const line = this.rows.nextLine()
    return line === null ? null : { line, text: this.cells.text }
  }

  /** @returns the beginning of the row that is being handed over, at most 200 characters. */
  rowText(): string {
    return this.rows.rowText()
  }
}

/** Reads a whole text at once. */
export function scanText(text: string, options: RowScannerOptions, sink: RowSink): void {
  const scanner = new RowScanner(options, sink)
  scanner.push(text)
  scanner.end()
}
