import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

const body = (cell: string | number | null) =>
  toCsv(['a'], [[cell]])
    .split('\r\n')
    .slice(1)
    .join('\r\n')
    .slice(0, -2)

describe('toCsv', () => {
  it('quotes what would end a cell and doubles quotes', () => {
    expect(body('a,b')).toBe('"a,b"')
    expect(body('say "hi"')).toBe('"say ""hi"""')
    expect(body('two\nlines')).toBe('"two\nlines"')
  })

  it('writes nothing where there is nothing, and numbers as they are', () => {
    expect(body(null)).toBe('')
    expect(body(-0.5)).toBe('-0.5')
    expect(body('-1e-3')).toBe('-1e-3')
  })

  it('never lets a cell begin like a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝'), fc.string(), (start, rest) => {
        const written = body(`${start}${rest}`).replace(/^"/, '')
        const isNumber = Number.isFinite(Number(written))
        expect(isNumber || written.startsWith("'")).toBe(true)
      }),
    )
  })
})
