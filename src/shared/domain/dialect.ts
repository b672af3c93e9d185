/** @file How a file spells a table: what sniffing proposes and the user may correct. */
import * as v from 'valibot'

/** Encodings that the import reads; names as the WHATWG writes them. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gbk', 'shift_jis'] as const

/**
 * What kind of file a table is read from. `pictures` and `texts` are folders or archives, a picture or a text a row;
 * several files of one shape in a folder count as one of theirs.
 */
export const FORMATS = ['delimited', 'json', 'parquet', 'xlsx', 'idx', 'pictures', 'texts'] as const

/** What does not apply to a format (a spreadsheet has no delimiter) is as usual and without effect. */
export const Dialect = v.strictObject({
  format: v.optional(v.picklist(FORMATS), 'delimited'),
  /** Of a workbook: the name of the sheet; null for the first. */
  sheet: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100))), null),
  /** One character; tab is "\t". */
  delimiter: v.pipe(v.string(), v.length(1)),
  /** The quoting character, or "" where nothing is quoted. */
  quote: v.pipe(v.string(), v.maxLength(1)),
  encoding: v.picklist(ENCODINGS),
  /** Whether the first row names the columns. */
  hasHeader: v.boolean(),
  decimal: v.picklist(['.', ',']),
  /** What 3/4/2020 means: the 4th of March, as in the United States, or the 3rd of April. */
  dateOrder: v.optional(v.picklist(['monthFirst', 'dayFirst']), 'monthFirst'),
  /** Cell texts (trimmed) that mean "missing"; the empty cell always does. */
  missing: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(20)),
})
export type Dialect = v.InferOutput<typeof Dialect>

/** A date whose order `dateOrder` settles: two figures and a year between slashes. All other spellings say it themselves. */
export const SLASHED_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** What the user fixed; everything else is sniffed. */
export const DialectChoice = v.partial(Dialect)
export type DialectChoice = v.InferOutput<typeof DialectChoice>
