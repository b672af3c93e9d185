/** @file Reads figures from bytes as `parseNumber` reads them from texts. */
import { parseNumber, type Decimal } from './cellText'

const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, power) => Number(`1e${power}`))
const [MINUS, COMMA, POINT, ZERO] = [45, 44, 46, 48]

/** @param bytes trimmed UTF-8 from `start` to `end`, not empty. @returns NaN where they are no figure. */
export function parseFigure(bytes: Buffer, start: number, end: number, decimal: Decimal): number {
  const point = decimal === '.' ? POINT : COMMA
  const isNegative = bytes[start] === MINUS
  let mantissa = 0
  let digits = 0
  let pointAt = -1
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at] ?? 0
    const digit = byte - ZERO
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      digits++
    } else if (byte === point && pointAt < 0) pointAt = at
    else return parseRest(bytes, start, end, decimal)
  }
  if (digits === 0) return NaN
  if (digits > 15) return parseRest(bytes, start, end, decimal)
  // Both are exact in a float64, so that one division rounds once.
  const value = pointAt < 0 ? mantissa : mantissa / (POWERS_OF_TEN[end - 1 - pointAt] ?? NaN)
  // Not −value: a negative zero would count as a figure of its own.
  return isNegative ? 0 - value : value
}

/** Words are far more common than figures that are written unusually. */
function parseRest(bytes: Buffer, start: number, end: number, decimal: Decimal): number {
  return end - start > 60 ? NaN : parseNumber(bytes.toString('utf8', start, end), decimal)
}
