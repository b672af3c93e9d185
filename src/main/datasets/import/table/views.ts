/** @file Columns as a dialect understands them: with its missing texts taken out, as numbers, days or categories. */
import { parseDate, parseNumber, type Spelling } from '../cellText'
import type { TableColumn } from './table'

/** What a dialect says about the meaning of texts. */
export interface Meaning extends Spelling {
  readonly missing: ReadonlySet<string>
}

/** Figures of a column, NaN where missing; `oddRows` hold something that is no figure (NaN there too). */
export interface NumberView {
  readonly values: Float64Array
  readonly oddRows: Int32Array
  /** The first text that is no figure. */
  readonly oddExample: string | null
}

/** Categories of a column: codes into `texts`, −1 where missing. Some texts may occur in no row. */
export interface TextView {
  readonly codes: Int32Array
  readonly texts: readonly string[]
}

/** Reads a column as figures. */
export function viewNumbers(column: TableColumn, meaning: Meaning): NumberView {
  if (!column.numbers) return viewParsed(column, meaning, (text) => parseNumber(text, meaning.decimal))
  const { rows, codes, texts } = column.odd
  const isOdd = texts.map((text) => !meaning.missing.has(text))
  const first = isOdd.indexOf(true)
  return {
    values: withoutMissingFigures(column.numbers, meaning),
    oddRows: first < 0 ? new Int32Array(0) : rows.filter((_, at) => isOdd[codes[at] ?? -1] === true),
    oddExample: texts[first] ?? null,
  }
}

/** Reads a column as days since 1970-01-01. */
export function viewDates(column: TableColumn, meaning: Meaning): NumberView {
  if (column.codes) return viewParsed(column, meaning, (text) => parseDate(text, meaning.dateOrder))
  const values = new Float64Array(column.numbers?.length ?? 0).fill(NaN)
  return { values, oddRows: Int32Array.from(values.keys()), oddExample: null }
}

function viewParsed(column: TableColumn, meaning: Meaning, parse: (text: string) => number): NumberView {
  const { codes, texts } = viewTexts(column, meaning)
  const parsed = texts.map(parse)
  const values = new Float64Array(codes.length)
  const oddRows: number[] = []
  codes.forEach((code, row) => {
    const value = code < 0 ? NaN : (parsed[code] ?? NaN)
    values[row] = value
    if (code >= 0 && Number.isNaN(value)) oddRows.push(row)
  })
  const first = oddRows[0]
  const oddExample = first === undefined ? null : (texts[codes[first] ?? -1] ?? null)
  return { values, oddRows: Int32Array.from(oddRows), oddExample }
}

/** A figure may stand for "missing" too: −999. */
function withoutMissingFigures(numbers: Float64Array, meaning: Meaning): Float64Array {
  const figures = [...meaning.missing]
    .map((text) => parseNumber(text, meaning.decimal))
    .filter((value) => !Number.isNaN(value))
  return figures.length === 0 ? numbers : numbers.map((value) => (figures.includes(value) ? NaN : value))
}

/** Reads a column as categories; one whose texts were not kept (see `needsTexts`) as the texts of its figures. */
export function viewTexts(column: TableColumn, meaning: Meaning): TextView {
  const { codes, texts } = column.codes
    ? { codes: column.codes, texts: column.texts }
    : textsOfNumbers(column)
  if (!texts.some((text) => meaning.missing.has(text))) return { codes, texts }
  const isMissing = texts.map((text) => meaning.missing.has(text))
  return { codes: codes.map((code) => (isMissing[code] === true ? -1 : code)), texts }
}

function textsOfNumbers(column: TableColumn): TextView {
  const known = new Map<number, number>()
  const numbers = column.numbers ?? new Float64Array(0)
  const codes = new Int32Array(numbers.length)
  numbers.forEach((value, row) => {
    if (Number.isNaN(value)) codes[row] = -1
    else {
      const code = known.get(value) ?? known.size
      known.set(value, code)
      codes[row] = code
    }
  })
  return { codes, texts: [...known.keys()].map(String) }
}

/** @returns how often each text occurs, by code. */
export function countTexts(view: TextView): Int32Array {
  const counts = new Int32Array(view.texts.length)
  for (let row = 0; row < view.codes.length; row++) {
    const code = view.codes[row] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
