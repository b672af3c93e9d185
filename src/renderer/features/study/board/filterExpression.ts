import type { TrialRow } from '@shared/domain/trial'

type Cell = number | string | boolean | null | undefined

/** Something a filter can ask about, under any of its names (key, label, short forms). */
export interface FilterField {
  readonly names: readonly string[]
  /** Several texts where a value has several words; any of them may fit. */
  readonly read: (row: TrialRow) => Cell | readonly string[]
}

export interface RowFilter {
  readonly test: (row: TrialRow) => boolean
  /** Names in the expression that no field has; such a term lets every row pass. */
  readonly unknown: readonly string[]
}

type Operator = '>' | '>=' | '<' | '<=' | '=' | '!='
type Test = (row: TrialRow) => boolean

const TERM =
  /([\p{L}_][\p{L}\p{N}_.[\]-]*)\s*(>=|<=|!=|≥|≤|≠|=|>|<|:)\s*((?:"[^"]*"|[^\s",]+)(?:,(?:"[^"]*"|[^\s",]+))*|\S+)|"([^"]*)"|(\S+)/gu
const OPERATORS: Readonly<Record<string, Operator>> = { '≥': '>=', '≤': '<=', '≠': '!=', ':': '=' }

/**
 * Reads `units>64 lr<=0.01 adam`: terms that all have to hold. A comparison names a field and a value (percentages and
 * exponents are numbers too), or several of which one has to be the field's: `optimizer=adam,sgd`; any other word has to occur in one of
 * the row's texts.
 */
export function parseFilter(expression: string, fields: readonly FilterField[]): RowFilter {
  const tests: Test[] = []
  const unknown: string[] = []
  for (const [, name, operator, value, quoted, word] of expression.matchAll(TERM)) {
    if (name === undefined || operator === undefined || value === undefined) {
      tests.push(containsText(quoted ?? word ?? '', fields))
      continue
    }
    const field = findField(name, fields)
    if (field === undefined) unknown.push(name)
    else tests.push(comparesAny(field, OPERATORS[operator] ?? (operator as Operator), value))
  }
  return { test: (row) => tests.every((test) => test(row)), unknown }
}

/** @returns the comparisons of an expression, as they are written. */
export function comparedNames(expression: string): { name: string; term: string }[] {
  return [...expression.matchAll(TERM)].flatMap(([term, name, operator]) =>
    name === undefined || operator === undefined ? [] : [{ name, term }],
  )
}

/** One of several values is enough to be equal; different is what equals none of them. */
function comparesAny(field: FilterField, operator: Operator, text: string): Test {
  const values = text.match(/"[^"]*"|[^,]+/g) ?? [text]
  const tests = values.map((value) => compares(field, operator, unquote(value)))
  return operator === '!='
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row))
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[\s._-]/g, '')

/** An exact name first, else the one field whose name begins so. */
function findField(name: string, fields: readonly FilterField[]): FilterField | undefined {
  const wanted = plain(name)
  const exact = fields.find((field) => field.names.some((own) => plain(own) === wanted))
  return exact ?? fields.find((field) => field.names.some((own) => plain(own).startsWith(wanted)))
}

function containsText(word: string, fields: readonly FilterField[]): Test {
  const wanted = word.toLowerCase()
  return (row) =>
    fields.some(({ read }) => {
      const cell = read(row)
      if (typeof cell === 'string' || Array.isArray(cell))
        return textsOf(cell).some((text) => text.includes(wanted))
      return String(cell ?? '') === wanted
    })
}

function compares(field: FilterField, operator: Operator, text: string): Test {
  const number = toNumber(text)
  return (row) => {
    const cell = field.read(row)
    if (cell === null || cell === undefined) return operator === '!='
    if (typeof cell === 'number' && number !== null) return compareNumbers(cell, operator, number)
    const isEqual = textsOf(cell).includes(text.toLowerCase())
    return operator === '!=' ? !isEqual : operator === '=' && isEqual
  }
}

function textsOf(cell: number | string | boolean | readonly string[]): string[] {
  return (Array.isArray(cell) ? cell : [cell]).map((text) => String(text).toLowerCase())
}

function toNumber(text: string): number | null {
  const isPercent = text.endsWith('%')
  const value = Number(isPercent ? text.slice(0, -1) : text)
  if (text === '' || !Number.isFinite(value)) return null
  return isPercent ? value / 100 : value
}

function compareNumbers(left: number, operator: Operator, right: number): boolean {
  switch (operator) {
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '=':
      return left === right
    case '!=':
      return left !== right
  }
}
