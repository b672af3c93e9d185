/** @file What the text of a cell means: a number, a date, or nothing. One reading for import and prediction alike. */
import { SLASHED_DATE, type Dialect } from '../../../shared/domain/dialect'

export type Decimal = Dialect['decimal']
export type DateOrder = Dialect['dateOrder']

/** How figures and dates are spelt. */
export interface Spelling {
  readonly decimal: Decimal
  /** @default 'monthFirst' */
  readonly dateOrder?: DateOrder | undefined
}

/** Reads a trimmed text as a figure, or as a date. @returns NaN where it is none. */
export function parseFigure(text: string, isDate: boolean, spelling: Spelling): number {
  return isDate ? parseDate(text, spelling.dateOrder) : parseNumber(text, spelling.decimal)
}

/** Texts that usually stand for "missing"; proposed only where they occur. */
export const MISSING_TOKENS: ReadonlySet<string> = new Set([
  ...[
    '?',
    '-',
    '--',
    '.',
    '*',
    'n/a',
    'N/A',
    '#N/A',
    'NA',
    'na',
    '<NA>',
    'NaN',
    'nan',
    'NAN',
    '-nan',
    '#NA',
    '#VALUE!',
  ],
  ...[
    'null',
    'NULL',
    'Null',
    'None',
    'none',
    'nil',
    'missing',
    'Missing',
    'unknown',
    'Unknown',
    '\\N',
    '(null)',
    '—',
    '–',
  ],
])

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, power) => Number(`1e${power}`))
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const GROUPED: Record<Decimal, RegExp> = {
  '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[+-]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^[+-]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:,\d+)?$/,
}

/**
 * Reads a trimmed text as a finite number; thousands may be grouped.
 * @returns NaN where the text is none (also "Infinity", hexadecimal, and figures beyond 1e100).
 */
export function parseNumber(text: string, decimal: Decimal): number {
  const point = decimal === '.' ? 46 : 44
  const negative = text.charCodeAt(0) === 45
  let mantissa = 0
  let digits = 0
  let fraction = -1
  for (let at = negative ? 1 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48)
      digits++
      if (fraction >= 0) fraction++
    } else if (code === point && fraction < 0) fraction = 0
    else return parseUnusual(text, decimal)
  }
  if (digits === 0) return NaN
  if (digits > 15) return parseUnusual(text, decimal)
  // Both are exact in a float64, so that one division rounds once: the same value as Number(text), several times faster.
  const value = fraction > 0 ? mantissa / (POWERS_OF_TEN[fraction] ?? NaN) : mantissa
  // Not −value: a negative zero would count as a figure of its own.
  return negative ? 0 - value : value
}

function parseUnusual(text: string, decimal: Decimal): number {
  if (text.length > 60) return NaN
  const signed = text.replace('\u2212', '-')
  const pointed = decimal === ',' ? swapSeparators(signed) : signed
  if (PLAIN.test(pointed)) return finite(Number(pointed))
  if (!GROUPED[decimal].test(signed)) return NaN
  return finite(Number(pointed.replace(/[, \u00a0\u202f'’]/g, '')))
}

function swapSeparators(text: string): string {
  return text.replace(/[.,]/g, (found) => (found === ',' ? '.' : ','))
}

/** Squares of larger figures leave float64: nothing could be computed from them. */
export const LARGEST_FIGURE = 1e100

function finite(value: number): number {
  return Math.abs(value) <= LARGEST_FIGURE ? value : NaN
}

const YEAR_FIRST =
  /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/**
 * Reads a trimmed text as a date: `1949-01-31` (also with `/` or `.`, a time, or no day), `31.1.1949` and, in the
 * order given, `1/31/1949`. Zones are taken as written, without shifting.
 * @returns days since 1970-01-01 with the time as a fraction; NaN where the text is no date.
 */
export function parseDate(text: string, order: DateOrder = 'monthFirst'): number {
  if (text.length < 6 || text.length > 35) return NaN
  const year = YEAR_FIRST.exec(text)
  if (year) {
    const [hours, minutes, seconds] = [Number(year[4] ?? 0), Number(year[5] ?? 0), Number(year[6] ?? 0)]
    if (hours > 24 || minutes > 59 || seconds > 60) return NaN
    return (
      daysOf(Number(year[1]), Number(year[2]), Number(year[3] ?? 1)) +
      (hours * 3600 + minutes * 60 + seconds) / 86_400
    )
  }
  const day = DAY_FIRST.exec(text)
  if (day) return daysOf(Number(day[3]), Number(day[2]), Number(day[1]))
  return parseSlashed(text, order)
}

function parseSlashed(text: string, order: DateOrder): number {
  const found = SLASHED_DATE.exec(text)
  if (!found) return NaN
  const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return order === 'dayFirst' ? daysOf(year, second, first) : daysOf(year, first, second)
}

/** @returns the order that slashed dates among the texts need; null where there are none, or both will do, or neither. */
export function findDateOrder(texts: readonly string[]): DateOrder | null {
  const isAny = (part: 1 | 2): boolean =>
    texts.some((text) => Number(SLASHED_DATE.exec(text)?.[part] ?? 0) > 12)
  const [first, second] = [isAny(1), isAny(2)]
  if (first === second) return null
  return first ? 'dayFirst' : 'monthFirst'
}

function daysOf(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN
  return date.getTime() / 86_400_000
}

const BOOLEAN_PAIRS = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
]

/** @returns whether the distinct texts of a column are the two words of a yes or no. */
export function isBooleanPair(texts: readonly string[]): boolean {
  const words = texts.map((text) => text.toLowerCase())
  return words.length === 2 && BOOLEAN_PAIRS.some((pair) => pair.every((word) => words.includes(word)))
}
