/** @file Guesses what a column holds from all of its cells. */
import type { ColumnType } from '../../../shared/domain/column'
import { countDistinct } from '../statistics/column/countDistinct'
import { countPresent } from '../statistics/column/present'
import { isBooleanPair, parseDate } from '../import/cellText'
import type { Table, TableColumn } from '../import/table/table'
import { countTexts, viewNumbers, viewTexts, type Meaning } from '../import/table/views'

const IDENTIFIER_NAME =
  /^(.*[\s_.-])?(id|ids|uid|uuid|guid|identifier|index|idx|rownum|row|nr|no)$|^unnamed|[a-z](Id|ID)$/i
/** The same in Chinese: number, running number, of whom or what. */
const CHINESE_IDENTIFIER = /^(.*[^a-z\d])?(编号|序号|标识|标识符|行号|流水号|学号|工号|单号)$|^(索引|主键)$/i
const UNNAMED = /^Column \d+$/
/** Fewer rows do not tell an identifier from a figure. */
const MIN_IDENTIFIER_ROWS = 20

/** @returns the type of every column: what the format knows of it, else what its cells suggest. */
export function suggestTypes(table: Table, names: readonly string[], meaning: Meaning): ColumnType[] {
  return table.columns.map(
    (column, index) => table.known[index]?.type ?? suggestType(column, names[index] ?? '', meaning),
  )
}

/** @returns the type that the cells suggest; a column without any is a category. */
export function suggestType(column: TableColumn, name: string, meaning: Meaning): ColumnType {
  if (column.numbers) {
    const { values, oddRows } = viewNumbers(column, meaning)
    const present = countPresent(values)
    // A few unreadable figures are rows to set aside, not a column of words.
    if (present > 0 && oddRows.length <= present * 0.1)
      return isRunningNumber(values, present, name) ? 'identifier' : 'number'
  }
  return suggestTextType(column, name, meaning)
}

function isIdentifierName(name: string): boolean {
  return IDENTIFIER_NAME.test(name) || CHINESE_IDENTIFIER.test(name)
}

function isRunningNumber(values: Float64Array, present: number, name: string): boolean {
  if (present < values.length || present < MIN_IDENTIFIER_ROWS) return false
  let isRunning = true
  for (let row = 1; row < values.length && isRunning; row++)
    isRunning = values[row] === (values[row - 1] ?? NaN) + 1
  // A column x that runs from 0 may well be what is measured; one that nobody named counts the rows.
  if (isRunning && UNNAMED.test(name)) return true
  if (!isIdentifierName(name) || !values.every(Number.isInteger)) return false
  return isRunning || countDistinct(values) === values.length
}

function suggestTextType(column: TableColumn, name: string, meaning: Meaning): ColumnType {
  const view = viewTexts(column, meaning)
  const counts = countTexts(view)
  const texts = view.texts.filter((_, code) => (counts[code] ?? 0) > 0)
  const present = counts.reduce((sum, count) => sum + count, 0)
  if (present === 0) return 'category'
  if (isBooleanPair(texts)) return 'boolean'
  if (texts.every((text) => !Number.isNaN(parseDate(text, meaning.dateOrder)))) return 'date'
  const { words, length } = averageSize(texts)
  if (texts.length > 20 && (words >= 6 || length > 60)) return 'text'
  if (!isMostlyDistinct(texts.length, present)) return 'category'
  if (isIdentifierName(name) && texts.length === present) return 'identifier'
  // Sentences are text, codes of one or two words identify.
  return words >= 2.5 || length > 40 ? 'text' : 'identifier'
}

function isMostlyDistinct(distinct: number, present: number): boolean {
  return distinct > 20 && (distinct > present / 2 || distinct > 5000)
}

function averageSize(texts: readonly string[]): { words: number; length: number } {
  const some = texts.slice(0, 2000)
  const words = some.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
  const length = some.reduce((sum, text) => sum + text.length, 0)
  return { words: words / some.length, length: length / some.length }
}
