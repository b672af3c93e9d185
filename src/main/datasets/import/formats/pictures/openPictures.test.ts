import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { writeArchive, writeFolder, zipOf } from '../../../testing/archives'
import { readSource } from '../../../testing/readSource'
import { rejectedOf } from '../../../testing/smallTables'

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
    expect(rejectedOf(read)).toEqual([
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
    expect(rejectedOf(read)).toEqual([
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
