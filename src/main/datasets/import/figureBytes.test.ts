import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber } from './cellText'
import { FigureReader } from './figureBytes'

const piece = fc.constantFrom(
  '0',
  '1',
  '27',
  '999',
  '.',
  ',',
  '-',
  '+',
  'e5',
  'E-3',
  ' ',
  '\u2212',
  'x',
  "'",
  '1234567890123456',
)

describe('FigureReader', () => {
  it('reads bytes as parseNumber reads the text that they spell', () => {
    const text = fc.oneof(
      fc.double().map(String),
      fc.integer().map(String),
      fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('.', ','), (written, decimal) => {
        const bytes = Buffer.from(`#${written}#`)
        const reader = new FigureReader(decimal)
        reader.read(bytes, 1, bytes.length - 1)
        expect(reader.figure[0]).toBe(parseNumber(written, decimal))
      }),
      { numRuns: 5000 },
    )
  })
})
