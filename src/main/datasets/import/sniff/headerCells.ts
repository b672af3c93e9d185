/** @file What a cell of a first row may be. */
import { MISSING_TOKENS, parseDate, parseNumber } from '../cellText'

/** @returns whether a trimmed cell holds a figure or a date, however it is pointed. */
export function isNumberLike(cell: string): boolean {
  return (
    !Number.isNaN(parseNumber(cell, '.')) ||
    !Number.isNaN(parseNumber(cell, ',')) ||
    !Number.isNaN(parseDate(cell))
  )
}

/** @returns whether a trimmed cell names nothing. */
export function isUnnamed(cell: string): boolean {
  return cell === '' || MISSING_TOKENS.has(cell)
}
