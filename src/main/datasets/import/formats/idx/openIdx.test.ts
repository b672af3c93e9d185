import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writeFolder } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { rejectedOf } from '../../../testing/smallTables'
import { writeTable } from '../../../testing/temporaryFiles'

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
    expect(rejectedOf(read)).toEqual([['readme.txt', 1, 'differentColumns']])
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
    expect(rejectedOf(read)).toEqual([
      [3, 'truncatedPicture'],
      [4, 'tooFewCells'],
      [5, 'tooFewCells'],
    ])
  })
})
