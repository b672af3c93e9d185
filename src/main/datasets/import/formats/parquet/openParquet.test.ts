import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { writeFolder } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { rejectedOf } from '../../../testing/smallTables'
import { writeTable } from '../../../testing/temporaryFiles'

describe('Parquet', () => {
  const columnData = [
    { name: 'n', data: [1.5, null, -3], type: 'DOUBLE', nullable: true },
    { name: 'big', data: [1n, 9_007_199_254_740_993n, 3n], type: 'INT64' },
    { name: 'flag', data: [true, false, true], type: 'BOOLEAN' },
    { name: 'word', data: ['x', ' y ', ''], type: 'STRING' },
    {
      name: 'when',
      data: [new Date('2024-01-02'), new Date('2024-01-02T03:04:05Z'), new Date(0)],
      type: 'TIMESTAMP',
    },
    { name: 'more', data: [{ a: 1 }, [1, 2], null], type: 'JSON' },
  ] as const
  const bytes = () =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: columnData.map((column) => ({ ...column, data: [...column.data] })),
        rowGroupSize: 2,
      }),
    )

  it('is read group by group, each kind of value as a cell', async () => {
    const { names, rows, reading } = await readSource(writeTable(bytes(), 'x.csv'))
    expect(reading.format).toBe('parquet')
    expect(names).toEqual(['n', 'big', 'flag', 'word', 'when', 'more'])
    expect(rows).toEqual([
      ['1.5', '1', 'true', 'x', '2024-01-02', '{"a":1}'],
      ['', '9007199254740993', 'false', 'y', '2024-01-02T03:04:05', '[1,2]'],
      ['-3', '3', 'true', '', '1970-01-01', ''],
    ])
  })

  it('may be gzipped, or several files', async () => {
    expect((await readSource(writeTable(gzipSync(bytes()), 'x.gz'))).table.rowCount).toBe(3)
    const other = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'n', data: [1] },
          { name: 'm', data: [2] },
        ],
      }),
    )
    const read = await readSource(
      writeFolder({ 'a.parquet': bytes(), 'b.parquet': bytes(), 'c.parquet': other, 'd.txt': 'x' }),
    )
    expect(read.table.rowCount).toBe(6)
    expect(rejectedOf(read)).toEqual([
      ['c.parquet', 1, 'differentColumns'],
      ['d.txt', 2, 'differentColumns'],
    ])
  })

  it('says of broken files that they are', async () => {
    for (const end of [8, 40, bytes().length - 4])
      await expect(readSource(writeTable(bytes().subarray(0, end)))).rejects.toMatchObject({
        code: 'dataset/broken-file',
      })
  })
})
