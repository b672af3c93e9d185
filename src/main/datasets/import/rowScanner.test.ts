import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RejectedRow } from '../../../shared/domain/dataset'
import { MAX_CELL_LENGTH } from '../limits'
import { RowScanner, scanText, type RowScannerOptions } from './rowScanner'

const comma: RowScannerOptions = { delimiter: ',', quote: '"' }

function read(text: string, options: RowScannerOptions = comma) {
  const rows: string[][] = []
  const lines: number[] = []
  const unreadable: RejectedRow[] = []
  scanText(text, options, {
    onRow: (cells, line) => {
      rows.push(cells)
      lines.push(line)
    },
    onUnreadable: (row) => unreadable.push(row),
  })
  return { rows, lines, unreadable }
}

describe('scanText', () => {
  it('ends rows at LF, CRLF and CR alike', () => {
    const { rows, lines } = read('a,b\n1,2\r\n3,4\r5,6')
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(lines).toEqual([1, 2, 3, 4])
  })

  it('counts the lines inside quoted cells and the blank ones between rows', () => {
    const { rows, lines } = read('a,"x\ny\r\nz"\n\n\r\n  \nb,c\n')
    expect(rows).toEqual([
      ['a', 'x\ny\r\nz'],
      ['b', 'c'],
    ])
    expect(lines).toEqual([1, 7])
  })

  it('reads doubled quotes, delimiters in quotes and blanks around quotes', () => {
    expect(read('"a ""b""", "c,d" ,e').rows).toEqual([['a "b"', 'c,d', 'e']])
  })

  it('keeps words that follow a closing quote on the same line', () => {
    expect(read('"5" pipe,x').rows).toEqual([['5 pipe', 'x']])
  })

  it('keeps quotes inside a cell as they are', () => {
    expect(read('say "hi",5" pipe').rows).toEqual([['say "hi"', '5" pipe']])
  })

  it('knows an empty last cell', () => {
    expect(read('a,\n,b\n,').rows).toEqual([
      ['a', ''],
      ['', 'b'],
      ['', ''],
    ])
  })

  it('costs an unclosed quote its own line only', () => {
    const { rows, unreadable } = read('a,b\n"open,2\n3,4\n5,6\n')
    expect(rows).toEqual([
      ['a', 'b'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(unreadable).toEqual([{ line: 2, column: null, cause: 'unclosedQuote', text: '"open,2' }])
  })

  it('tells an unclosed quote from a cell of many lines when another quoted cell follows', () => {
    const { rows, unreadable, lines } = read('1,"open\n2,"closed"\n3,"two\nlines"\n')
    expect(rows).toEqual([
      ['2', 'closed'],
      ['3', 'two\nlines'],
    ])
    expect(lines).toEqual([2, 3])
    expect(unreadable.map(({ line, cause }) => ({ line, cause }))).toEqual([
      { line: 1, cause: 'unclosedQuote' },
    ])
  })

  it('sets rows aside whose characters cannot be read', () => {
    expect(read('1,\ufffe\n2,\0\n3,4').unreadable.map(({ line, cause }) => ({ line, cause }))).toEqual([
      { line: 1, cause: 'encoding' },
      { line: 2, cause: 'encoding' },
    ])
  })

  it('sets rows aside with a cell beyond all bounds, and reads on', () => {
    const { rows, unreadable } = read(`1,${'x'.repeat(MAX_CELL_LENGTH + 1)}\n2,3`)
    expect(rows).toEqual([['2', '3']])
    expect(unreadable[0]).toMatchObject({ line: 1, cause: 'tooLong' })
    expect(unreadable[0]?.text).toHaveLength(200)
  })

  it('reads any table that was written with all cells quoted', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', ';', 'é', '数', '\t') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(',', ';', '\t'),
        (rows, newline, delimiter) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
          const text = rows.map((row) => row.map(quote).join(delimiter)).join(newline)
          expect(read(text, { delimiter, quote: '"' }).rows).toEqual(rows)
        },
      ),
    )
  })

  it('does not care where the text was cut into pieces', () => {
    const piece = fc.constantFrom('a', ',', '"', '\n', '\r', '\r\n', ' ', '1', '""', ',"')
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (pieces, cuts) => {
          const text = pieces.join('')
          const whole = read(text)
          const rows: string[][] = []
          const unreadable: RejectedRow[] = []
          const scanner = new RowScanner(comma, {
            onRow: (cells) => rows.push(cells),
            onUnreadable: (row) => unreadable.push(row),
          })
          const bounds = [
            0,
            ...cuts.map((cut) => Math.min(cut, text.length)).sort((left, right) => left - right),
            text.length,
          ]
          bounds.slice(1).forEach((end, at) => scanner.push(text.slice(bounds[at], end)))
          scanner.end()
          expect(rows).toEqual(whole.rows)
          expect(unreadable).toEqual(whole.unreadable)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('accounts for every line that is not blank', () => {
    const piece = fc.constantFrom('a', ',', '"', '\n', 'b', '"x"', ',"y"')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { rows, lines, unreadable } = read(pieces.join(''))
        const covered = new Set(unreadable.map(({ line }) => line))
        rows.forEach((row, at) => {
          const newlines = row.join('').split('\n').length - 1
          for (let line = lines[at] ?? 0; line <= (lines[at] ?? 0) + newlines; line++) covered.add(line)
        })
        const filled = pieces
          .join('')
          .split('\n')
          .flatMap((line, at) => (line === '' ? [] : [at + 1]))
        expect([...covered].sort((left, right) => left - right)).toEqual(expect.arrayContaining(filled))
      }),
      { numRuns: 500 },
    )
  })
})
