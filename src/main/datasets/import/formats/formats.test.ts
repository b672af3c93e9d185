import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DialectChoice } from '../../../../shared/domain/dialect'
import { tarOf, writeArchive, writeFolder, zipOf } from '../../testing/archives'
import { readSource, type ReadSource } from '../../testing/readSource'
import { spreadsheetOf } from '../../testing/spreadsheet'
import { writeTable } from '../../testing/temporaryFiles'
import type { SourceFile } from '../../types'

const ROWS = Array.from({ length: 12 }, (_, at) => [`${at}.5`, `k${at % 3}`, at % 2 ? 'yes' : 'no'])
const CSV = `a,b,class\n${ROWS.map((row) => row.join(',')).join('\n')}\n`

const reject = ({ table }: ReadSource) =>
  table.rejected.map(({ file, line, cause }) => (file === undefined ? [line, cause] : [file, line, cause]))
const why = async (file: SourceFile, choice: DialectChoice = {}) => {
  const { reading, table } = await readSource(file, choice)
  return { format: reading.format, rows: table.rowCount, rejected: table.rejected.length }
}

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
    expect(reject(read)).toEqual([
      ['c.csv', 1, 'differentColumns'],
      ['d.csv', 2, 'differentColumns'],
    ])
  })

  it('says which file a broken row is in', async () => {
    const broken = CSV.replace('\n3.5,k0,yes', '\n3.5,k0')
    expect(reject(await readSource(writeFolder({ 'a.csv': CSV, 'b.csv': broken })))).toEqual([
      ['b.csv', 5, 'tooFewCells'],
    ])
  })
})

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
    expect(reject(read)).toEqual([
      [2, 'badRecord'],
      [4, 'badRecord'],
      [6, 'badRecord'],
    ])
  })

  it('keeps what comes before a break and says where it is', async () => {
    const read = await readSource(writeTable('[{"a":1,"b":1},{"a":2,"b":2},{"a":3'))
    expect(read.table.rowCount).toBe(2)
    expect(reject(read)).toEqual([[3, 'badRecord']])
    const other = await readSource(writeTable('[{"a":1,"b":1}, 5, {"a":2,"b":2}] rubbish'))
    expect(other.table.rowCount).toBe(2)
    expect(reject(other)).toEqual([
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
    expect(reject(read)).toEqual([
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

describe('a spreadsheet', () => {
  const sheets = {
    First: [
      ['day', 'n', 'ok', 'class'],
      [45_293, 1.5, true, 'x'],
      [null, null, null, null],
      [45_294, null, false, 'y'],
    ],
    Second: [
      ['a', 'b'],
      [1, 2],
      [3, 4],
    ],
  }

  it('gives its first sheet, or the one that is asked for', async () => {
    const file = writeTable(await spreadsheetOf(sheets), 'x.zip')
    const read = await readSource(file)
    expect(read.reading).toMatchObject({ format: 'xlsx', sheet: null, hasHeader: true })
    expect(read.names).toEqual(['day', 'n', 'ok', 'class'])
    expect(read.rows).toEqual([
      ['2024-01-02', '1.5', 'true', 'x'],
      ['2024-01-03', '', 'false', 'y'],
    ])
    expect([...read.table.lines]).toEqual([2, 4])
    expect((await readSource(file, { format: 'xlsx', sheet: 'Second' })).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    await expect(readSource(file, { sheet: 'Third' })).rejects.toMatchObject({
      code: 'dataset/no-such-sheet',
    })
  })

  it('is refused where it is made to fill the memory', async () => {
    const bomb = await zipOf({
      'xl/workbook.xml': '<workbook/>',
      'xl/sharedStrings.xml': Buffer.alloc(30_000_000),
    })
    await expect(readSource(writeTable(bomb))).rejects.toMatchObject({ code: 'archive/bomb' })
  })

  it('says when it is broken', async () => {
    const broken = await zipOf({ 'xl/workbook.xml': '<workbook><sheets>' })
    await expect(readSource(writeTable(broken))).rejects.toMatchObject({ code: 'dataset/broken-file' })
  })
})

const idx = (magic: number, sizes: readonly number[], body: readonly number[]) => {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head.writeUInt32BE(magic)
  sizes.forEach((size, at) => head.writeUInt32BE(size, 4 + 4 * at))
  return Buffer.concat([head, Buffer.from(body)])
}
const images = (count: number, present = count) =>
  idx(
    0x803,
    [count, 2, 2],
    Array.from({ length: present * 4 }, (_, at) => at),
  )
const labels = (...values: number[]) => idx(0x801, [values.length], values)

describe('IDX', () => {
  it('pairs pictures and labels, tells the parts, and numbers the pictures through', async () => {
    const read = await readSource(
      writeFolder({
        't10k-images-idx3-ubyte.gz': gzipSync(images(2)),
        't10k-labels-idx1-ubyte.gz': gzipSync(labels(7, 8)),
        'train-images-idx3-ubyte': images(3),
        'train-labels-idx1-ubyte': labels(1, 2, 3),
        'readme.txt': 'about these digits',
      }),
    )
    expect(read.reading.format).toBe('idx')
    expect(read.names).toEqual(['image', 'label', 'part'])
    expect(read.rows).toEqual([
      ['0', '7', 'test'],
      ['1', '8', 'test'],
      ['2', '1', 'train'],
      ['3', '2', 'train'],
      ['4', '3', 'train'],
    ])
    expect(read.table.known.map((known) => known?.type)).toEqual(['image', 'category', 'category'])
    expect(reject(read)).toEqual([['readme.txt', 1, 'differentColumns']])
  })

  it('has no label where there are pictures only', async () => {
    expect((await readSource(writeTable(images(2)))).rows).toEqual([
      ['0', '2', '2'],
      ['1', '2', '2'],
    ])
  })

  it('sets aside pictures that are cut off, and labels that have none', async () => {
    const read = await readSource(writeFolder({ images: images(3, 2), labels: labels(1, 2, 3, 4, 5) }))
    expect(read.rows).toEqual([
      ['0', '1'],
      ['1', '2'],
    ])
    expect(reject(read)).toEqual([
      [3, 'truncatedPicture'],
      [4, 'tooFewCells'],
      [5, 'tooFewCells'],
    ])
  })
})

const picture = (red: number) =>
  sharp({ create: { width: 6, height: 4, channels: 3, background: { r: red, g: 9, b: 9 } } })
    .png()
    .toBuffer()

describe('pictures', () => {
  it('have the class of their folder, whatever they are called', async () => {
    const png = await picture(1)
    const read = await readSource(
      writeFolder({
        'set/cat/1.jpg': png,
        'set/cat/2.txt': png,
        'set/dog/1.png': png,
        'set/about.md': 'read me',
        'set/dog/cut.png': png.subarray(0, 40),
      }),
    )
    expect(read.reading.format).toBe('pictures')
    expect(read.names).toEqual(['image', 'label', 'width', 'height', 'channels', 'format', 'bytes'])
    expect(read.rows.map((row) => row.slice(0, 6))).toEqual([
      ['set/cat/1.jpg', 'cat', '6', '4', '3', 'png'],
      ['set/cat/2.txt', 'cat', '6', '4', '3', 'png'],
      ['set/dog/1.png', 'dog', '6', '4', '3', 'png'],
    ])
    expect(reject(read)).toEqual([
      ['set/about.md', 1, 'notAPicture'],
      ['set/dog/cut.png', 5, 'truncatedPicture'],
    ])
  })

  it('tell training from test folders', async () => {
    const png = await picture(2)
    const read = await readSource(
      writeFolder({ 'train/a/1.png': png, 'train/b/1.png': png, 'test/a/1.png': png, 'test/b/1.png': png }),
    )
    expect(read.names.slice(0, 3)).toEqual(['image', 'label', 'part'])
    expect(read.rows.map((row) => row.slice(1, 3))).toEqual([
      ['a', 'test'],
      ['b', 'test'],
      ['a', 'train'],
      ['b', 'train'],
    ])
  })

  it('may come in several archives, one a part', async () => {
    const png = await picture(5)
    const pack = (...names: string[]) => zipOf(Object.fromEntries(names.map((name) => [name, png])))
    const read = await readSource(
      writeFolder({
        'train.zip': await pack('a/1.png', 'b/1.png'),
        'test.zip': await pack('a/2.png', 'b/2.png'),
      }),
    )
    expect(read.rows.map((row) => row.slice(0, 3))).toEqual([
      ['test/a/2.png', 'a', 'test'],
      ['test/b/2.png', 'b', 'test'],
      ['train/a/1.png', 'a', 'train'],
      ['train/b/1.png', 'b', 'train'],
    ])
    expect(read.source.reasons).toEqual([
      { what: 'archive', why: 'unpacked', values: { name: 'test.zip', count: 2 } },
      { what: 'archive', why: 'unpacked', values: { name: 'train.zip', count: 2 } },
    ])
  })

  it('have the label that a table beside them gives, by name with or without folder and ending', async () => {
    const png = await picture(3)
    const table = 'id,breed,age\nx1,pug,3\nx2,poodle,4\nx9,boxer,5\nx1,again,6\n'
    const read = await readSource(
      writeArchive(
        await zipOf({
          'images/x1.png': png,
          'images/x2.png': png,
          'images/x3.png': png,
          'labels.csv': table,
        }),
        'dogs.zip',
      ),
    )
    expect(read.names.slice(0, 3)).toEqual(['image', 'breed', 'age'])
    expect(read.rows.map((row) => row.slice(0, 3))).toEqual([
      ['images/x1.png', 'pug', '3'],
      ['images/x2.png', 'poodle', '4'],
      ['images/x3.png', '', ''],
    ])
    expect(reject(read)).toEqual([
      ['labels.csv', 4, 'unreadable'],
      ['labels.csv', 5, 'other'],
    ])
  })

  it('may have their labels in JSON, or none', async () => {
    const png = await picture(4)
    const json = JSON.stringify([
      { file: 'a.png', label: 'x' },
      { file: 'b.png', label: 'y' },
    ])
    const labelled = await readSource(writeFolder({ 'a.png': png, 'b.png': png, 'labels.json': json }))
    expect(labelled.rows.map((row) => row.slice(0, 2))).toEqual([
      ['a.png', 'x'],
      ['b.png', 'y'],
    ])
    const bare = await readSource(writeFolder({ 'a.png': png, 'b.png': png }))
    expect(bare.names[1]).toBe('width')
  })
})

describe('texts', () => {
  const letter = (at: number) =>
    `Dear reader,\n\nthis is letter number ${at}, and it is not a table; it only talks.\nYours, A.`

  it('are rows with the name of their folder', async () => {
    const read = await readSource(
      writeFolder({
        'pos/1.txt': letter(1),
        'pos/2.log': letter(2),
        'neg/3.txt': iconv.encode('Grüße, schönes Wetter heute\n', 'windows-1252'),
        'neg/4.txt': Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 37) % 256)),
      }),
    )
    expect(read.reading.format).toBe('texts')
    expect(read.names).toEqual(['text', 'label', 'file'])
    expect(read.rows.map((row) => [row[0]?.slice(0, 8), ...row.slice(1)])).toEqual([
      ['Grüße, s', 'neg', 'neg/3.txt'],
      ['Dear rea', 'pos', 'pos/1.txt'],
      ['Dear rea', 'pos', 'pos/2.log'],
    ])
    expect(read.table.known.map((known) => known?.type)).toEqual(['text', 'category', 'identifier'])
    expect(reject(read)).toEqual([['neg/4.txt', 2, 'encoding']])
  })
})

describe('what is dropped', () => {
  it('is told by its files, not by their names', async () => {
    expect(await why(writeFolder({ 'x.png': CSV }))).toEqual({ format: 'delimited', rows: 12, rejected: 0 })
    expect(await why(writeFolder({ 'a.csv': '[{"a":1,"b":2}]' }))).toEqual({
      format: 'json',
      rows: 1,
      rejected: 0,
    })
  })

  it('is refused where nothing in it can be read', async () => {
    await expect(readSource(writeFolder({}))).rejects.toMatchObject({ code: 'dataset/empty' })
    await expect(readSource(writeFolder({ 'a.csv': '' }))).rejects.toMatchObject({ code: 'dataset/empty' })
    await expect(readSource(writeFolder({ 'a.pdf': '%PDF-1.7', 'b.exe': 'MZ\0\0' }))).rejects.toMatchObject({
      code: 'dataset/not-a-table',
    })
    await expect(readSource(writeArchive(await zipOf({}), 'x.zip'))).rejects.toMatchObject({
      code: 'dataset/empty',
    })
    await expect(readSource(writeTable(gzipSync(CSV).subarray(0, 60), 'x.gz'))).rejects.toMatchObject({
      code: 'archive/broken',
    })
  })
})
