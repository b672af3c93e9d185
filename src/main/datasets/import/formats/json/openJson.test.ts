import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { writeFolder } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { rejectedOf } from '../../../testing/smallTables'
import { writeTable } from '../../../testing/temporaryFiles'

describe('JSON', () => {
  const records = [
    { a: 1, b: { c: 'x', d: { e: true } }, list: [1, 2] },
    { b: { c: null }, a: 2.5, 'b.c 2': 'own', new: '2024-01-01' },
    { __proto__: 'p', a: null },
  ]
  const expected = {
    names: ['a', 'b.c', 'b.d.e', 'list', 'b.c 2', 'new'],
    rows: [
      ['1', 'x', 'true', '[1,2]', '', ''],
      ['2.5', '', '', '', 'own', '2024-01-01'],
      ['', '', '', '', '', ''],
    ],
  }

  it.each([
    ['a list', JSON.stringify(records)],
    ['a list on many lines', JSON.stringify(records, null, 2)],
    ['a record a line', records.map((record) => JSON.stringify(record)).join('\n')],
    ['records one after the other', records.map((record) => JSON.stringify(record, null, 2)).join('\n')],
    ['a list inside an object', JSON.stringify({ data: records, version: 3 })],
    ['a byte order mark', `\ufeff${JSON.stringify(records)}`],
    ['gzip', gzipSync(JSON.stringify(records))],
    ['UTF-16', iconv.encode(JSON.stringify(records), 'utf-16le', { addBOM: true })],
  ])('is read from %s', async (_name, content) => {
    const { names, rows, reading } = await readSource(writeTable(content, 'data.txt'))
    expect(reading.format).toBe('json')
    expect({ names, rows }).toEqual(expected)
  })

  it('may be lists for records, and several files', async () => {
    expect((await readSource(writeTable('[[1, "x"], [2, "y"]]'))).rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
    const read = await readSource(
      writeFolder({ 'a.json': '[{"a":1,"b":2}]', 'b.json': '{"b":3,"c":4}\n{"a":5}\n' }),
    )
    expect(read.rows).toEqual([
      ['1', '2', ''],
      ['', '3', '4'],
      ['5', '', ''],
    ])
  })

  it('sets broken lines aside, and whatever is no record', async () => {
    const lines = ['{"a":1,"b":1}', '{"a":2,', '', '17', '{"a":3,"b":3}', 'null', '{"a":4,"b":"\ud800"}']
    const read = await readSource(writeTable(lines.join('\n')))
    expect(read.table.rowCount).toBe(3)
    expect(rejectedOf(read)).toEqual([
      [2, 'badRecord'],
      [4, 'badRecord'],
      [6, 'badRecord'],
    ])
  })

  it('keeps what comes before a break and says where it is', async () => {
    const read = await readSource(writeTable('[{"a":1,"b":1},{"a":2,"b":2},{"a":3'))
    expect(read.table.rowCount).toBe(2)
    expect(rejectedOf(read)).toEqual([[3, 'badRecord']])
    const other = await readSource(writeTable('[{"a":1,"b":1}, 5, {"a":2,"b":2}] rubbish'))
    expect(other.table.rowCount).toBe(2)
    expect(rejectedOf(other)).toEqual([
      [2, 'badRecord'],
      [4, 'badRecord'],
    ])
  })

  it('has decimal commas where that is said, in texts; its own figures are what they are', async () => {
    const { table } = await readSource(writeTable('[{"a":"1,5","b":2.5},{"a":"2,5","b":3}]'), {
      decimal: ',',
    })
    expect(table.columns.map(({ numbers }) => [...(numbers ?? [])])).toEqual([
      [1.5, 2.5],
      [2.5, 3],
    ])
  })
})
