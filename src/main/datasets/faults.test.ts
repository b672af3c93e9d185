import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createRandom, type Random } from '../../shared/util/random'
import { tarOf, writeArchive, zipOf } from './testing/archives'
import { readSource, type ReadSource } from './testing/readSource'
import { spreadsheetOf } from './testing/spreadsheet'
import { makeFolder, writeTable } from './testing/temporaryFiles'

const ROWS = Array.from({ length: 30 }, (_, at) => [`${at}.25`, `"row ${at}, é"`, at % 2 ? 'yes' : 'no'])
const CSV = Buffer.from(`a,b,class\r\n${ROWS.map((row) => row.join(',')).join('\r\n')}\r\n`)
const JSON_LINES = Buffer.from(
  ROWS.map(([a, b]) => `{"a": ${a ?? ''}, "b": ${b ?? ''}, "c": {"d": "数据"}}`).join('\n'),
)
/** Of each kind of file that is not plain text. */
const CHANGED_FILES = 150

const PARQUET = () =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'a', data: ROWS.map((_, at) => at + 0.5), type: 'DOUBLE' },
        { name: 'b', data: ROWS.map((_, at) => `row ${at % 4}`), type: 'STRING' },
      ],
      rowGroupSize: 10,
    }),
  )

/** Changes, adds, removes or repeats some bytes. */
function mutate(bytes: Buffer, random: Random): Buffer {
  let changed = Buffer.from(bytes)
  for (let count = random.integer(4) + 1; count > 0; count--) {
    const at = random.integer(changed.length)
    const byte = Buffer.from([
      random.next() < 0.5 ? random.integer(256) : ',"\n\r;\t'.charCodeAt(random.integer(6)) || 0,
    ])
    const span = changed.subarray(at, at + random.integer(40))
    const [before, after] = [changed.subarray(0, at), changed.subarray(at)]
    changed =
      [
        () => Buffer.concat([before, byte, changed.subarray(at + 1)]),
        () => Buffer.concat([before, byte, after]),
        () => Buffer.concat([before, changed.subarray(at + 1)]),
        () => Buffer.concat([before, span, after]),
        () => before,
      ][random.next() < 0.05 ? 4 : random.integer(4)]?.() ?? changed
  }
  return changed
}

/** Whatever is wrong with a file is told by a code of ours, not by whatever a library throws. */
async function readOrRefuse(bytes: Buffer, cacheFolder: string): Promise<ReadSource | null> {
  try {
    return await readSource(writeTable(bytes), {}, cacheFolder)
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError)
    if (thrown instanceof AppError)
      expect([thrown.kind, thrown.message]).toEqual(['expected', thrown.message])
    return null
  }
}

/** Lines that are neither blank, nor begin a row, nor are set aside, nor lie within quotes that a row before them opened. */
function lostLines(bytes: Buffer, { table, reading }: ReadSource): number[] {
  const lines = bytes.toString('latin1').split(/\r\n|\r|\n/)
  const begins = new Set([...table.lines, ...table.rejected.map(({ line }) => line)])
  let quotes = 0
  let isHeader = reading.hasHeader
  return lines.flatMap((text, at) => {
    const isBlank = text.trim() === ''
    const isTold = begins.has(at + 1) || isBlank || quotes % 2 === 1 || isHeader
    if (begins.has(at + 1)) quotes = 0
    if (!isBlank) isHeader = false
    quotes += text.split(reading.quote).length - 1
    return isTold ? [] : [at + 1]
  })
}

describe('files with bytes that were changed', () => {
  it('are read or refused, and no line of a table is lost', async () => {
    const random = createRandom(9)
    const cacheFolder = makeFolder()
    let read = 0
    for (let count = 0; count < 2000; count++) {
      const bytes = mutate(CSV, random)
      const found = await readOrRefuse(bytes, cacheFolder)
      if (found?.reading.format !== 'delimited' || !found.reading.encoding.startsWith('utf-8')) continue
      read++
      expect([count, lostLines(bytes, found)]).toEqual([count, []])
    }
    expect(read).toBeGreaterThan(1000)
  }, 120_000)

  it.each([
    ['records', () => Promise.resolve(JSON_LINES)],
    ['zip files', () => zipOf({ 'a.csv': CSV, 'b/c.csv': CSV })],
    [
      'tar files',
      () =>
        tarOf([
          { name: 'a.csv', content: CSV },
          { name: 'b/c.csv', content: CSV },
        ]),
    ],
    [
      'spreadsheets',
      () => spreadsheetOf({ one: [['a', 'b'], ...ROWS.map((_, at) => [at + 0.5, `row ${at}`])] }),
    ],
    ['Parquet files', () => Promise.resolve(PARQUET())],
    [
      'IDX files',
      () =>
        Promise.resolve(
          Buffer.concat([Buffer.from('00000803000000100000000300000003', 'hex'), Buffer.alloc(144)]),
        ),
    ],
    ['gzipped files', () => Promise.resolve(gzipSync(CSV))],
  ])(
    'are read or refused: %s',
    async (_name, make) => {
      const random = createRandom(11)
      const cacheFolder = makeFolder()
      const bytes = await make()
      for (let count = 0; count < CHANGED_FILES; count++)
        await readOrRefuse(mutate(bytes, random), cacheFolder)
    },
    120_000,
  )

  it('keep every record or say which is broken', async () => {
    const random = createRandom(13)
    const cacheFolder = makeFolder()
    for (let count = 0; count < CHANGED_FILES; count++) {
      const bytes = mutate(JSON_LINES, random)
      const found = await readOrRefuse(bytes, cacheFolder)
      if (found?.reading.format !== 'json' || found.reading.encoding !== 'utf-8') continue
      const lines = bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '').length
      expect([count, found.table.rowCount + found.table.rejected.length]).toEqual([count, lines])
    }
  }, 120_000)
})

describe('a quoted cell with a newline', () => {
  it('may lie across any place where the file is read in pieces', async () => {
    const filler = (count: number) => `1,${'x'.repeat(count)},yes\n`
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1_048_500, max: 1_048_580 }), async (length) => {
        const text = `a,b,class\n${filler(length - 20)}2,"first\r\nsecond, ""third""",no\n3,z,yes\n`
        const { rows } = await readSource(writeTable(text), { delimiter: ',', quote: '"', hasHeader: true })
        expect(rows.slice(1)).toEqual([
          ['2', 'first\r\nsecond, "third"', 'no'],
          ['3', 'z', 'yes'],
        ])
      }),
      { numRuns: 20 },
    )
  })
})

describe('an archive of many files', () => {
  it('is read as one table', async () => {
    const entries = Array.from({ length: 500 }, (_, at) => ({
      name: `part-${at}.csv`,
      content: `a,b\n${at},x\n`,
    }))
    const { table } = await readSource(writeArchive(await tarOf(entries), 'parts.tar'))
    expect([table.rowCount, table.files.length, table.rejected.length]).toEqual([500, 500, 0])
  }, 60_000)
})
