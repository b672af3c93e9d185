import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { writeFolder } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { rejectedOf } from '../../../testing/smallTables'

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
    expect(rejectedOf(read)).toEqual([['neg/4.txt', 2, 'encoding']])
  })
})
