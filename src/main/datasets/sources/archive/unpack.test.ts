import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { tarOf, writeArchive, zipOf } from '../../testing/archives'
import { makeFolder } from '../../testing/temporaryFiles'
import { createDescriber } from '../describeSource'
import { UnpackGuard } from './unpackGuard'
import { unpack, type Archive, type Unpacked } from './unpack'

interface Done extends Unpacked {
  readonly cacheFolder: string
  readonly names: string[]
}

async function unpackBytes(bytes: Buffer, kind: Archive['kind'], isGzipped = false): Promise<Done> {
  const file = writeArchive(bytes, 'archive')
  const { sha256, sizeBytes } = await createDescriber()(file)
  const cacheFolder = makeFolder()
  const archive = { path: file.path, name: 'archive', sizeBytes, isGzipped, kind }
  const done = await unpack({ archives: [archive], sha256, cacheFolder })
  return { ...done, cacheFolder, names: namesIn(done.folder) }
}

function namesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((item) => item.isFile() && !item.name.startsWith('.'))
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .sort()
}

const refusals = ({ rejected }: Unpacked) => rejected.map(({ text, cause }) => [text, cause])

describe('unpack', () => {
  it('writes what a zip holds, and says so again without writing it again', async () => {
    const bytes = await zipOf({ 'a/x.csv': 'x', 'a/b/y.csv': 'y', '.DS_Store': 'no', '__MACOSX/._x': 'no' })
    const done = await unpackBytes(bytes, 'zip')
    expect(done.names).toEqual(['a/b/y.csv', 'a/x.csv'])
    expect(readFileSync(join(done.folder, 'a/x.csv'), 'utf8')).toBe('x')
    expect(done.rejected).toEqual([])
    expect(readdirSync(join(done.cacheFolder, 'unpacked'))).toHaveLength(1)
  })

  it('writes what a tar holds, gzipped or not', async () => {
    const bytes = await tarOf([
      { name: 'a', type: 'directory' },
      { name: 'a/x.csv', content: 'x' },
    ])
    expect((await unpackBytes(bytes, 'tar')).names).toEqual(['a/x.csv'])
    expect((await unpackBytes(gzipSync(bytes), 'tar', true)).names).toEqual(['a/x.csv'])
  })

  it('reads names of zips from before Unicode', async () => {
    // "数据" in GBK, without the mark of UTF-8.
    const bytes = await zipOf({ 'abcd/1.csv': 'x' })
    for (const start of [bytes.indexOf('abcd'), bytes.lastIndexOf('abcd')]) {
      bytes.set([0xca, 0xfd, 0xbe, 0xdd], start)
    }
    for (let at = 0; at + 10 < bytes.length; at++) {
      const mark = bytes.readUInt32LE(at)
      if (mark === 0x04034b50) bytes.writeUInt16LE(bytes.readUInt16LE(at + 6) & ~0x800, at + 6)
      if (mark === 0x02014b50) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) & ~0x800, at + 8)
    }
    expect((await unpackBytes(bytes, 'zip')).names).toEqual(['数据/1.csv'])
  })

  it.each(['../evil.txt', '/tmp/evil.txt', '..\\evil.txt', 'C:\\evil.txt', 'a/../../e.tx', 'a\u0000bcd.txt'])(
    'keeps out of a zip what is called %j',
    async (name) => {
      const stand = 'n'.repeat(name.length)
      const done = await unpackBytes(
        await zipOf({ [stand]: 'evil', 'fine.csv': 'x' }, { [stand]: name }),
        'zip',
      )
      expect(done.names).toEqual(['fine.csv'])
      expect(refusals(done)).toEqual([[name, 'unsafeName']])
      expect(existsSync(join(done.cacheFolder, 'evil.txt'))).toBe(false)
      expect(existsSync('/tmp/evil.txt')).toBe(false)
    },
  )

  it.each(['../evil.txt', '/tmp/evil.txt', 'a/../../evil.txt', '..\\evil.txt', 'con:x'])(
    'keeps out of a tar what is called %j',
    async (name) => {
      const isMended = name === 'con:x'
      const done = await unpackBytes(
        await tarOf([
          { name, content: 'evil' },
          { name: 'fine.csv', content: 'x' },
        ]),
        'tar',
      )
      expect(done.names).toEqual(isMended ? ['con_x', 'fine.csv'] : ['fine.csv'])
      expect(refusals(done)).toEqual(isMended ? [] : [[name, 'unsafeName']])
    },
  )

  it('leaves out links and devices, and says so', async () => {
    const done = await unpackBytes(
      await tarOf([
        { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'hard', type: 'link', linkname: '../../etc/passwd' },
        { name: 'device', type: 'character-device' },
        { name: 'pipe', type: 'fifo' },
        { name: 'link/through.txt', content: 'evil' },
        { name: 'x.csv', content: 'x' },
      ]),
      'tar',
    )
    expect(done.names).toEqual(['link/through.txt', 'x.csv'])
    expect(refusals(done)).toEqual(['link', 'hard', 'device', 'pipe'].map((name) => [name, 'other']))
  })

  it('leaves links out of a zip, too', async () => {
    const archive = new ZipFile()
    archive.addBuffer(Buffer.from('/etc/passwd'), 'link', { mode: 0o120777 })
    archive.addBuffer(Buffer.from('x'), 'x.csv')
    archive.end()
    const done = await unpackBytes(await buffer(archive.outputStream), 'zip')
    expect(done.names).toEqual(['x.csv'])
    expect(refusals(done)).toEqual([['link', 'other']])
  })

  it('keeps the first of two entries of one name, whatever their capitals', async () => {
    const done = await unpackBytes(
      await tarOf([
        { name: 'x.csv', content: 'first' },
        { name: './x.csv', content: 'second' },
        { name: 'X.CSV', content: 'third' },
        { name: 'Ame\u0301.csv', content: 'first' },
        { name: 'Am\u00e9.csv', content: 'second' },
      ]),
      'tar',
    )
    expect(readFileSync(join(done.folder, 'x.csv'), 'utf8')).toBe('first')
    expect(refusals(done).map(([, cause]) => cause)).toEqual(['unsafeName', 'unsafeName', 'unsafeName'])
  })

  it('refuses archives that are made to fill a disk', async () => {
    const zeros = Buffer.alloc(30_000_000)
    await expect(unpackBytes(await zipOf({ 'bomb.csv': zeros }), 'zip')).rejects.toMatchObject({
      code: 'archive/bomb',
      details: { name: 'archive' },
    })
    const tar = gzipSync(await tarOf([{ name: 'bomb.csv', content: zeros }]))
    await expect(unpackBytes(tar, 'tar', true)).rejects.toMatchObject({ code: 'archive/bomb' })
    await expect(unpackBytes(gzipSync(zeros), 'other', true)).rejects.toMatchObject({ code: 'archive/bomb' })
  })

  it('refuses more entries than anybody looks through', () => {
    const guard = new UnpackGuard({ name: 'many.zip', sizeBytes: 1 })
    for (let count = 0; count < 200_000; count++) guard.admit(`.hidden/${count}`)
    expect(() => guard.admit('one too many')).toThrow('archive/too-many-files')
  })

  it('says of broken archives that they are', async () => {
    const zip = await zipOf({ 'x.csv': 'x'.repeat(1000) })
    await expect(unpackBytes(zip.subarray(0, zip.length - 30), 'zip')).rejects.toMatchObject({
      code: 'archive/broken',
    })
    const tar = gzipSync(await tarOf([{ name: 'x.csv', content: 'x'.repeat(100_000) }]))
    await expect(unpackBytes(tar.subarray(0, 80), 'tar', true)).rejects.toMatchObject({
      code: 'archive/broken',
    })
  })

  it('leaves nothing behind of what it gave up', async () => {
    const file = writeArchive(await zipOf({ 'bomb.csv': Buffer.alloc(30_000_000) }), 'bomb.zip')
    const { sha256, sizeBytes } = await createDescriber()(file)
    const cacheFolder = makeFolder()
    const archive = { path: file.path, name: 'bomb.zip', sizeBytes, isGzipped: false, kind: 'zip' } as const
    await expect(unpack({ archives: [archive], sha256, cacheFolder })).rejects.toMatchObject({
      code: 'archive/bomb',
    })
    expect(readdirSync(join(cacheFolder, 'unpacked'))).toEqual([])
  })
})
