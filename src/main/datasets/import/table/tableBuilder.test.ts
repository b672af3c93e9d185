import { describe, expect, it } from 'vitest'
import { createRowReader, pageRows, placeOf } from './readBack'
import { TableBuilder } from './tableBuilder'

const plain = { decimal: '.', textColumns: new Set<number>() } as const

describe('TableBuilder', () => {
  it('takes columns that come later, empty in the rows before', () => {
    const builder = new TableBuilder(plain)
    builder.widen(1)
    builder.addRow(['x'], 1)
    builder.widen(2)
    builder.addRow(['y', 2.5], 2)
    const table = builder.finish({ header: ['a', 'b'] })
    expect(table.head).toEqual([
      ['x', ''],
      ['y', '2.5'],
    ])
    expect([...(table.columns[1]?.numbers ?? [])]).toEqual([NaN, 2.5])
  })

  it('refuses more rows than fit into memory', () => {
    const builder = new TableBuilder({ ...plain, memoryBytes: 16 * 100 })
    builder.widen(2)
    for (let row = 0; row < 50; row++) builder.addRow([row, row], row)
    expect(() => builder.addRow([1, 2], 51)).toThrow('dataset/too-many-rows')
  })

  it('says which file rows and rejected rows are of', () => {
    const builder = new TableBuilder(plain)
    builder.widen(1)
    for (const name of ['a', 'b']) {
      builder.beginFile(name)
      builder.addRow(['x'], 7)
      builder.reject({ line: 9, column: null, cause: 'other', text: '?' })
    }
    const table = builder.finish({ header: undefined })
    expect([0, 1].map((row) => placeOf(table, row))).toEqual([
      { line: 7, file: 'a' },
      { line: 7, file: 'b' },
    ])
    expect(table.rejected.map(({ file }) => file)).toEqual(['a', 'b'])
  })
})

describe('rows of a table', () => {
  const builder = new TableBuilder({ ...plain, decimal: ',' })
  builder.widen(2)
  // So many different figures are kept without their texts.
  for (let row = 0; row < 12_000; row++)
    builder.addRow([`${row},50`, row % 100 === 7 ? 'odd' : row / 4], row + 1)
  const table = builder.finish({ header: undefined })

  it('are read back as texts, figures as they are usually spelt', () => {
    const read = createRowReader(table, ',')
    expect(table.columns[0]?.codes).toBeNull()
    expect([read(0), read(7), read(9)]).toEqual([
      ['0,5', '0'],
      ['7,5', 'odd'],
      ['9,5', '2,25'],
    ])
  })

  it('come in pages, without those that are hidden', () => {
    const isHidden = new Uint8Array(table.rowCount)
    isHidden[1] = 1
    const page = pageRows({ table, decimal: ',', missing: new Set(['0']), isHidden, offset: 0, limit: 2 })
    expect(page).toEqual({
      total: 11_999,
      rows: [
        ['0,5', null],
        ['2,5', '0,5'],
      ],
    })
  })
})
