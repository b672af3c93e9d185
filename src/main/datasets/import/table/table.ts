/** @file A table in memory, a column at a time: figures as float64, texts as codes into a dictionary. */
import type { RejectedRow } from '../../../../shared/domain/dataset'

/**
 * Cells of one column in the order of the rows. Which texts mean "missing" is not decided here, so that the decision can change
 * without reading the file again.
 */
export interface TableColumn {
  /** NaN where the cell is empty or no number; null where the column is no column of numbers. */
  readonly numbers: Float64Array | null
  /** Cells of a column of numbers that are none and not empty: distinct texts, and where they stand. */
  readonly odd: { readonly rows: Int32Array; readonly codes: Int32Array; readonly texts: readonly string[] }
  /** Codes into `texts`, −1 where the cell is empty; null where a column of numbers has too many distinct texts to keep. */
  readonly codes: Int32Array | null
  readonly texts: readonly string[]
}

/** A row begins at this byte of the file. */
export interface Checkpoint {
  readonly row: number
  readonly line: number
  readonly byte: number
}

export interface Table {
  readonly rowCount: number
  readonly columns: readonly TableColumn[]
  /** The line of the file at which each row begins, from 1. */
  readonly lines: Int32Array
  /** Trimmed cells of the header row. */
  readonly header: readonly string[] | undefined
  /** Rows that do not fit the table, in file order. */
  readonly rejected: readonly RejectedRow[]
  /** Places in the file from which it can be read on, ascending, about a million bytes apart. */
  readonly checkpoints: readonly Checkpoint[]
  /** The first rows as they were read, trimmed. */
  readonly head: readonly (readonly string[])[]
}

/** An Int32Array that grows. */
export class GrowingInts {
  private items = new Int32Array(64)
  private used = 0

  push(value: number): void {
    if (this.used === this.items.length) {
      const larger = new Int32Array(this.used * 2)
      larger.set(this.items)
      this.items = larger
    }
    this.items[this.used++] = value
  }

  /** Copies, so that no spare room is kept. */
  finish(): Int32Array {
    return this.items.slice(0, this.used)
  }
}

/** A Float64Array that grows. */
export class GrowingFloats {
  private items = new Float64Array(64)
  private used = 0

  push(value: number): void {
    if (this.used === this.items.length) {
      const larger = new Float64Array(this.used * 2)
      larger.set(this.items)
      this.items = larger
    }
    this.items[this.used++] = value
  }

  /** Copies, so that no spare room is kept. */
  finish(): Float64Array {
    return this.items.slice(0, this.used)
  }
}
