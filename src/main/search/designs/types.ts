/** @file What an orthogonal array is put together from. */

/** The level of every run, from 0. */
export type Column = readonly number[]

/** An array while its columns are handed out. */
export interface ColumnStock {
  /** @returns how many levels the column for a factor with so many would have; null where it has none. */
  levelsFor(levels: number): number | null
  /** @returns a column with at least so many levels, written down when it is asked for; null where none is left. */
  take(levels: number): (() => Column) | null
}

/** One way of dividing an array with this number of runs into columns. */
export interface ArrayFamily {
  readonly runs: number
  start(): ColumnStock
}
