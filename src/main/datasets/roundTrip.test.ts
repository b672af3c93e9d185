import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDatasetEngine } from './engine'
import { writeTable } from './testing/temporaryFiles'

const engine = createDatasetEngine()

/**
 * Kinds of columns that tables are made of; `decimal` is how the figures are pointed.
 * A float is never whole: counted up as 1.000, 2.000, … it would rightly be read as an identifier.
 */
const CELLS: Record<string, (row: number, seed: number, decimal: string) => string> = {
  float: (row, seed, decimal) =>
    ((((row + 1) * (seed + 3) * 37) % 1000) / 8 + 0.063).toFixed(3).replace('.', decimal),
  integer: (row, seed) => String(((row + 1) * (seed + 7) * 13) % 97),
  word: (row, seed) => ['north', 'south', 'east', 'west'][(row * (seed + 1) + (row >> 2)) % 4] ?? '',
  gap: (row, seed) => ((row * 7 + seed) % 5 === 0 ? '' : String((row * 31 + seed) % 50)),
  remark: (row, seed) => `said "${row}", then; left | (${seed})`,
  address: (row, seed) => `${row + 1} High Street,\nTown ${seed % 9}`,
  date: (row, seed) => `20${10 + (seed % 10)}-0${(row % 9) + 1}-${10 + (row % 18)}`,
}

const tableOf = fc.record({
  kinds: fc.array(fc.constantFrom(...Object.keys(CELLS)), { minLength: 1, maxLength: 6 }),
  rows: fc.integer({ min: 12, max: 80 }),
  seed: fc.nat(1000),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  isAllQuoted: fc.boolean(),
  hasHeader: fc.boolean(),
  isBlankPadded: fc.boolean(),
  isCommaDecimal: fc.boolean(),
})
type TableOf = typeof tableOf extends fc.Arbitrary<infer T> ? T : never

function write(table: TableOf): { text: string; cells: string[][]; header: string[] } {
  const { kinds, delimiter, newline, seed } = table
  const decimal = table.isCommaDecimal && delimiter !== ',' ? ',' : '.'
  // Two figures in every table: of words alone nobody could tell a header from a row.
  const columns = ['float', ...kinds, 'integer']
  const cells = Array.from({ length: table.rows }, (_, row) =>
    columns.map((kind, at) => CELLS[kind]?.(row, seed + at, decimal) ?? ''),
  )
  const header = columns.map((kind, at) => `${kind} no. ${at + 1}`)
  const quote = (cell: string) => {
    const needsQuotes = table.isAllQuoted || cell.includes(delimiter) || /["\r\n]/.test(cell)
    return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  const padding = table.isBlankPadded && delimiter !== '\t' ? ' ' : ''
  const lines = (table.hasHeader ? [header, ...cells] : cells).map((row) =>
    row.map(quote).join(delimiter + padding),
  )
  return { text: lines.join(newline), cells, header }
}

describe('a table that was written in any usual way', () => {
  it('is read back cell by cell, with nothing told but the file', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf, async (table) => {
        const { text, cells, header } = write(table)
        const file = writeTable(text)
        const { plan, rowCount, rejectedCount } = await engine.propose(file, {})
        expect(plan.dialect).toMatchObject({ delimiter: table.delimiter, hasHeader: table.hasHeader })
        expect({ rowCount, rejectedCount }).toEqual({ rowCount: table.rows, rejectedCount: 0 })
        if (table.hasHeader) expect(plan.columns.map(({ name }) => name)).toEqual(header)
        const read = await engine.readCells(file, plan.dialect)
        expect(read.rows.map((row) => row.map((cell) => cell ?? ''))).toEqual(cells)
        const isComma = table.isCommaDecimal && table.delimiter !== ','
        expect(plan.dialect.decimal).toBe(isComma ? ',' : '.')
        expect(plan.columns[0]?.type).toBe('number')
      }),
      { numRuns: 60 },
    )
  })
})
