/** @file How a text file spells a table: what sniffing proposes and the user may correct. */
import * as v from 'valibot'

/** Encodings that the import reads; names as the WHATWG writes them. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gbk', 'shift_jis'] as const

export const Dialect = v.strictObject({
  /** One character; tab is "\t". */
  delimiter: v.pipe(v.string(), v.length(1)),
  /** The quoting character, or "" where nothing is quoted. */
  quote: v.pipe(v.string(), v.maxLength(1)),
  encoding: v.picklist(ENCODINGS),
  /** Whether the first row names the columns. */
  hasHeader: v.boolean(),
  decimal: v.picklist(['.', ',']),
  /** Cell texts (trimmed) that mean "missing"; the empty cell always does. */
  missing: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(20)),
})
export type Dialect = v.InferOutput<typeof Dialect>

/** What the user fixed; everything else is sniffed. */
export const DialectChoice = v.partial(Dialect)
export type DialectChoice = v.InferOutput<typeof DialectChoice>
