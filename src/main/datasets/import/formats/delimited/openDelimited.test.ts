import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { tarOf, writeArchive, writeFolder, zipOf } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { CSV, rejectedOf, ROWS } from '../../../testing/smallTables'
import { writeTable } from '../../../testing/temporaryFiles'

describe('delimited text', () => {
  it('is read out of gzip and archives, one within another', async () => {
    for (const file of [
      writeTable(gzipSync(CSV), 'x.bin'),
      writeTable(gzipSync(gzipSync(CSV).subarray(0)), 'x.gz.gz'),
      writeArchive(await zipOf({ 'data/x.csv': CSV }), 'x.zip'),
      writeArchive(gzipSync(await tarOf([{ name: 'x.csv', content: CSV }])), 'x.tgz'),
      writeArchive(await zipOf({ 'inner.zip': await zipOf({ 'x.csv': CSV }) }), 'x.zip'),
      writeArchive(await tarOf([{ name: 'x.csv.gz', content: gzipSync(CSV) }]), 'x.tar'),
    ].slice(0)) {
      if (file.fileName === 'x.gz.gz') continue
      const { names, rows, reading } = await readSource(file)
      expect([file.fileName, reading.format, names, rows]).toEqual([
        file.fileName,
        'delimited',
        ['a', 'b', 'class'],
        ROWS,
      ])
    }
  })

  it('is one table where several files have the same names, in any order, written in any way', async () => {
    const turned = `class;b;a\n${ROWS.map(([a, b, c]) => [c, b, a].join(';')).join('\r\n')}`
    const chinese = iconv.encode(
      CSV.replaceAll('k1', '数据').replaceAll('k2', '城市').replaceAll('k0', '北京'),
      'gbk',
    )
    const read = await readSource(
      writeFolder({ 'a.csv': CSV, 'b/turned.txt': turned, 'c.dat': gzipSync(CSV), 'd.csv': chinese }),
    )
    expect(read.names).toEqual(['a', 'b', 'class'])
    expect(read.table.rowCount).toBe(48)
    expect(read.rows.slice(12, 24)).toEqual(ROWS)
    expect(read.rows[37]?.[1]).toBe('数据')
    expect(read.table.files.map(({ name, firstRow }) => [name, firstRow])).toEqual([
      ['a.csv', 0],
      ['b/turned.txt', 12],
      ['c.dat', 24],
      ['d.csv', 36],
    ])
  })

  it('is read the same when all of its dialect is given', async () => {
    const folder = writeFolder({
      'a.csv': CSV,
      'b.csv': CSV.replaceAll(',', '\t'),
      'c.csv': 'x,y\n1,2\n3,4\n',
    })
    const { reading, rows } = await readSource(folder)
    const again = await readSource(folder, { ...reading, missing: [] })
    expect(again.rows).toEqual(rows)
    expect(again.table.rejected).toEqual([
      { line: 1, column: null, cause: 'differentColumns', text: 'c.csv', file: 'c.csv' },
    ])
  })

  it('without names is one table where files are as wide', async () => {
    const bare = ROWS.map((row) => row.join(',')).join('\n')
    const read = await readSource(
      writeFolder({ 'a.csv': bare, 'b.csv': bare, 'c.csv': CSV, 'd.csv': '1,2\n3,4\n' }),
    )
    expect(read.table.rowCount).toBe(24)
    expect(rejectedOf(read)).toEqual([
      ['c.csv', 1, 'differentColumns'],
      ['d.csv', 2, 'differentColumns'],
    ])
  })

  it('says which file a broken row is in', async () => {
    const broken = CSV.replace('\n3.5,k0,yes', '\n3.5,k0')
    expect(rejectedOf(await readSource(writeFolder({ 'a.csv': CSV, 'b.csv': broken })))).toEqual([
      ['b.csv', 5, 'tooFewCells'],
    ])
  })
})
