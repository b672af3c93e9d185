/** @file How much the import takes, in one place. */

/** Columns of a table at most; beyond it the file is refused by name of this limit. */
export const MAX_COLUMNS = 10_000
/** Characters of a cell, and how far the end of a quoted cell is looked for. */
export const MAX_CELL_LENGTH = 1_048_576
/** Bytes of a file that are read to find out how it is written. */
export const SAMPLE_BYTES = 1_048_576
/** Classes of a target at most. */
export const MAX_CLASSES = 1000
/** Usable rows at least. */
export const MIN_ROWS = 10
/** Rejected rows that a preview carries. */
export const MAX_PREVIEW_REJECTED = 1000
/** Rows as read that a preview carries. */
export const PREVIEW_ROWS = 100
/** Distinct values up to which a column of numbers remembers its texts too, to serve as categories. */
export const MAX_NUMBER_CATEGORIES = 10_000
