import { describe, expect, it } from 'vitest'
import { zipOf } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { spreadsheetOf } from '../../../testing/spreadsheet'
import { writeTable } from '../../../testing/temporaryFiles'

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
