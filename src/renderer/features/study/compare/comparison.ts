/** A column of a comparison: a trial or a study. */
export interface ComparedColumn {
  readonly id: string
  readonly label: string
}

/** A line of a comparison; cell `i` belongs to column `i`. */
export interface ComparedLine {
  readonly key: string
  readonly label: string
  readonly cells: readonly string[]
  /** Whole texts of cells that may be too long. */
  readonly titles?: readonly string[]
  /** Which cell is the best of all; undefined where none is better than another. */
  readonly best?: number | undefined
  /** Begins another part of the table. */
  readonly isApart?: boolean
}

/** As many as there are inks to tell their curves apart. */
export const MOST_COMPARED = 8
