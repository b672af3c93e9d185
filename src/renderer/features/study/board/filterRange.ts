import type { AxisScale } from '@renderer/charts/parallelAxes'
import { comparedNames } from './filterExpression'

/** What was chosen of one field in a chart: positions on its axis. */
export interface ChosenRange {
  /** As a filter names the field. */
  readonly field: string
  readonly scale: AxisScale
  /** An end beyond the axis is no bound. */
  readonly from: number
  readonly to: number
}

/** Half a place: what lies on the border of a mark belongs to it. */
const ROOM = 0.5

/** @returns the expression in which these fields have these ranges, and none of before. */
export function withRanges(expression: string, ranges: readonly ChosenRange[]): string {
  const rest = ranges.reduce((text, { field }) => withoutField(text, field), expression)
  return [rest, ...ranges.map(toTerms)].filter((term) => term !== '').join(' ')
}

/** @returns the expression without comparisons of a field. */
export function withoutField(expression: string, field: string): string {
  return comparedNames(expression)
    .filter(({ name }) => name === field)
    .reduce((text, { term }) => text.replace(term, ' '), expression)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function toTerms({ field, scale, from, to }: ChosenRange): string {
  const [low, high] = from <= to ? [from, to] : [to, from]
  if (scale.kind === 'choice') {
    const chosen = scale.choices.filter((_, index) => index >= low - ROOM / 2 && index <= high + ROOM / 2)
    return chosen.length === 0 || chosen.length === scale.choices.length
      ? ''
      : `${field}=${chosen.map(quote).join(',')}`
  }
  const toValue = (position: number) => (scale.kind === 'log' ? 10 ** position : position)
  const isBelow = toValue(low) <= scale.low
  const isAbove = toValue(high) >= scale.high
  const terms = [
    isBelow ? '' : `${field}>=${round(toValue(low), Math.floor)}`,
    isAbove ? '' : `${field}<=${round(toValue(high), Math.ceil)}`,
  ]
  return terms.filter((term) => term !== '').join(' ')
}

function quote(value: number | string | boolean): string {
  const text = String(value)
  return /[\s,"]/.test(text) ? `"${text.replaceAll('"', '')}"` : text
}

/** Four digits, outwards: nothing that was within is left out. */
function round(value: number, outwards: (value: number) => number): string {
  if (value === 0) return '0'
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3)
  return String(Number((outwards(value / unit) * unit).toPrecision(6)))
}
