/** @file A table in memory, a column at a time: figures as float64, texts as codes into a dictionary. */
import type { ColumnType } from '../../../../shared/domain/column'
import type { RejectedRow } from '../../../../shared/domain/dataset'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'

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

/** What a format says of a column by itself, where its cells need not be looked at. */
export interface KnownColumn {
  readonly type: ColumnType
  /** A fact about the picture or file of a row rather than about what it shows: of no use for predictions as a rule. */
  readonly isAside: boolean
  /** Of pictures: what they may be brought to. */
  readonly geometry?: PictureGeometry | null
}

/** Rows from `firstRow` on come from this file of the source. */
export interface TableFile {
  readonly name: string
  readonly firstRow: number
}

export interface Table {
  readonly rowCount: number
  readonly columns: readonly TableColumn[]
  /** The line of its file at which each row begins, from 1; its number where the format has no lines. */
  readonly lines: Int32Array
  /** Of several files, where the rows of each begin, ascending; empty where there is one. */
  readonly files: readonly TableFile[]
  /** Trimmed names of the columns as the source gives them. */
  readonly header: readonly string[] | undefined
  /** By position; null where the cells tell. */
  readonly known: readonly (KnownColumn | null)[]
  /** Rows that do not fit the table, in the order of files and lines. */
  readonly rejected: readonly RejectedRow[]
  /** The first rows as they were read, trimmed. */
  readonly head: readonly (readonly string[])[]
}
