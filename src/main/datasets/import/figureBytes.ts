/** @file Reads figures from bytes as `parseNumber` reads them from texts. */
import { parseNumber, type Decimal } from './cellText'

const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, power) => Number(`1e${power}`))
const [MINUS, COMMA, POINT, ZERO] = [45, 44, 46, 48]

/**
 * Reads one figure after the other. What was read is left in `figure` rather than returned: a number that a call returns is an
 * object of its own, and there are millions.
 */
export class FigureReader {
  readonly figure = new Float64Array(1)
  private readonly point: number

  constructor(private readonly decimal: Decimal) {
    this.point = decimal === '.' ? POINT : COMMA
  }

  /** @param bytes trimmed UTF-8 from `start` to `end`, not empty. Leaves NaN in `figure` where they are no figure. */
  read(bytes: Buffer, start: number, end: number): void {
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
      } else if (byte === this.point && pointAt < 0) pointAt = at
      else {
        this.readUnusual(bytes, start, end)
        return
      }
    }
    if (digits === 0) this.figure[0] = NaN
    else if (digits > 15) this.readUnusual(bytes, start, end)
    else {
      // Both are exact in a float64, so that one division rounds once.
      const value = pointAt < 0 ? mantissa : mantissa / (POWERS_OF_TEN[end - 1 - pointAt] ?? NaN)
      // Not −value: a negative zero would count as a figure of its own.
      this.figure[0] = isNegative ? 0 - value : value
    }
  }

  /** Words are far more common than figures that are written unusually. */
  private readUnusual(bytes: Buffer, start: number, end: number): void {
    this.figure[0] = end - start > 60 ? NaN : parseNumber(bytes.toString('utf8', start, end), this.decimal)
  }
}
