import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RejectedRow } from '../../../../../shared/domain/dataset'
import { INVALID_CHARACTER } from '../../file/readText'
import { RowScanner } from '../../rowScanner'
import { ByteScanner } from './byteScanner'
import { textOfCell, trimSpan } from './cellSpans'

type Seen = { line: number; cells: string[] } | Omit<RejectedRow, 'text' | 'column'>

function scanBytes(pieces: readonly Buffer[], delimiter: string, quote: string): Seen[] {
  const seen: Seen[] = []
  const scanner = new ByteScanner(
    { delimiter, quote },
    {
      onSpans: (row, line) =>
        seen.push({ line, cells: Array.from({ length: row.count }, (_, index) => textOfCell(row, index)) }),
      onUnreadable: ({ line, cause }) => seen.push({ line, cause }),
    },
  )
  for (const piece of pieces) scanner.push(piece)
  scanner.end()
  return seen
}

function scanTexts(pieces: readonly string[], delimiter: string, quote: string): Seen[] {
  const seen: Seen[] = []
  const scanner = new RowScanner(
    { delimiter, quote },
    {
      onRow: (cells, line) => seen.push({ line, cells: cells.map((cell) => cell.trim()) }),
      onUnreadable: ({ line, cause }) => seen.push({ line, cause }),
    },
  )
  for (const piece of pieces) scanner.push(piece)
  scanner.end()
  return seen
}

const fragment = fc.constantFrom(
  ...[
    'a',
    '1.5',
    ',',
    ',',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '"',
    '"',
    '""',
    ' ',
    '\t',
    ';',
    "'",
    'é',
    '数据',
    '\u3000',
    '\u00a0',
    '\0',
  ],
  ...['x,y', '"x,y"', '"x\ny"', '😀', INVALID_CHARACTER, '\ufeff', '-', '\u2003'],
)

describe('ByteScanner', () => {
  it('makes of a file what RowScanner makes of its text', () => {
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 60 }),
        fc.constantFrom(',', ';', ' ', '\t'),
        fc.constantFrom('"', "'", ''),
        (fragments, delimiter, quote) => {
          const text = fragments.join('')
          expect(scanBytes([Buffer.from(text)], delimiter, quote)).toEqual(
            scanTexts([text], delimiter, quote),
          )
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('makes the same of it whatever pieces it comes in', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), fc.array(fc.nat(200)), (fragments, cuts) => {
        const bytes = Buffer.from(fragments.join(''))
        const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b)
        const pieces = ends.map((end, at) => Buffer.from(bytes.subarray(ends[at - 1] ?? 0, end)))
        const whole = scanBytes([bytes], ',', '"')
        expect(scanBytes(pieces, ',', '"')).toEqual(whole)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells rows with broken bytes apart from those around them', () => {
    const bytes = Buffer.concat([Buffer.from('a,é\nb,'), Buffer.from([0xff, 10]), Buffer.from('c,\ufffd\n')])
    expect(scanBytes([bytes], ',', '"')).toEqual([
      { line: 1, cells: ['a', 'é'] },
      { line: 2, cause: 'encoding' },
      { line: 3, cells: ['c', '\ufffd'] },
    ])
  })
})

describe('a table that was written', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1.5',
      '-3',
      'x',
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r\n',
      'a "b" c',
      '数据',
      "it's",
      '=1+1',
    ),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  )

  it('is read back cell by cell, ten thousand times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, newline) => {
          const written = rows.map((row) =>
            row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter),
          )
          const read = scanBytes([Buffer.from(written.join(newline))], delimiter, '"')
          const expected = rows.map((row) =>
            row.some((text) => text.includes('\0') || text.includes(INVALID_CHARACTER))
              ? 'encoding'
              : row.map((text) => text.trim()),
          )
          expect(read.map((row) => ('cells' in row ? row.cells : row.cause))).toEqual(expected)
        },
      ),
      { numRuns: 10_000 },
    )
  })
})

describe('trimSpan', () => {
  it('cuts off what String.trim cuts off, or says that it may not have', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
        const bytes = Buffer.from(fragments.join(''))
        const spans = {
          bytes,
          count: 1,
          starts: Int32Array.of(0),
          ends: Int32Array.of(bytes.length),
          areTrim: Uint8Array.of(0),
          rewritten: new Map<number, string>(),
        }
        if (trimSpan(spans, 0))
          expect(bytes.toString('utf8', spans.starts[0], spans.ends[0])).toBe(bytes.toString().trim())
      }),
      { numRuns: 2000 },
    )
  })
})
