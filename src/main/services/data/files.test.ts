import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toFileName } from './fileName'
import { createFileService, MAX_FILE_BYTES } from './files'

function setUp() {
  const root = mkdtempSync(join(tmpdir(), 'fettle-files-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = (name: string) => join(root, name)
  const folders = {
    root,
    sources: folder('sources'),
    cache: folder('cache'),
    backbones: folder('backbones'),
    weights: folder('weights'),
    checkpoints: folder('checkpoints'),
    uploads: folder('uploads'),
    logs: folder('logs'),
  }
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true })
  return { folders, files: createFileService({ folders }) }
}
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('createFileService', () => {
  it('puts chunks together in the order in which they come', () => {
    const { files } = setUp()
    const { fileId } = files.begin({ name: 'a.csv', sizeBytes: 6 })
    expect(files.append(fileId, base64('a,b'))).toEqual({ receivedBytes: 3 })
    expect(files.append(fileId, base64('\n1,'))).toEqual({ receivedBytes: 6 })
    files.end(fileId)
    const { path, fileName } = files.source(fileId)
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,')
    expect(fileName).toBe('a.csv')
  })

  it('takes neither more nor less than was announced', () => {
    const { files } = setUp()
    const { fileId } = files.begin({ name: 'a.csv', sizeBytes: 2 })
    expect(() => files.append(fileId, base64('abc'))).toThrow('file/too-large')
    expect(() => files.source(fileId)).toThrow('file/unreadable')
    expect(() => files.end(fileId)).toThrow('file/unreadable')
    expect(() => files.begin({ name: 'b', sizeBytes: MAX_FILE_BYTES + 1 })).toThrow('file/too-large')
  })

  it('forgets a discarded file and its bytes, and takes that twice', () => {
    const { files, folders } = setUp()
    const { fileId } = files.begin({ name: 'a.csv', sizeBytes: 1 })
    files.discard(fileId)
    files.discard(fileId)
    expect(readdirSync(folders.uploads)).toEqual([])
    expect(() => files.source(fileId)).toThrow('app/not-found')
  })

  it('reads a local file where it lies and never deletes it', () => {
    const { files, folders } = setUp()
    const path = join(folders.root, 'mine.csv')
    writeFileSync(path, 'a')
    const fileId = files.registerPath(path)
    expect(files.source(fileId)).toEqual({ path, fileName: 'mine.csv' })
    files.discard(fileId)
    expect(existsSync(path)).toBe(true)
    expect(() => files.registerPath(join(folders.root, 'gone.csv'))).toThrow('file/unreadable')
    expect(files.source(files.registerPath(folders.root)).path).toBe(folders.root)
  })

  it('puts the pieces of a folder together and keeps it whole under its hash', () => {
    const { files, folders } = setUp()
    const { fileId } = files.beginFolder('flowers')
    files.appendToFolder(fileId, [
      { path: 'red/1.png', base64: base64('on') },
      { path: 'blue\\2.png', base64: base64('two') },
    ])
    expect(() => files.source(fileId)).toThrow('file/unreadable')
    expect(files.appendToFolder(fileId, [{ path: 'red/1.png', base64: base64('e') }])).toEqual({
      receivedBytes: 6,
    })
    files.end(fileId)
    files.adopt(fileId, 'abc')
    const { path, fileName } = files.source(fileId)
    expect([path, fileName]).toEqual([join(folders.sources, 'abc'), 'flowers'])
    expect(readFileSync(join(path, 'red', '1.png'), 'utf8')).toBe('one')
    expect(readFileSync(join(path, 'blue', '2.png'), 'utf8')).toBe('two')
    expect(readdirSync(folders.uploads)).toEqual([])
    const again = files.reopen({ path, fileName })
    files.adopt(again, 'abc')
    files.discard(again)
    expect(existsSync(path)).toBe(true)
  })

  it.each(['../a', 'a/../../b', '/etc/passwd', 'C:\\x', '', '..'])(
    'lets no path lead out of a folder: %j',
    (path) => {
      const { files } = setUp()
      const { fileId } = files.beginFolder('flowers')
      expect(() => files.appendToFolder(fileId, [{ path, base64: '' }])).toThrow('file/unreadable')
      expect(() => files.end(fileId)).toThrow('file/unreadable')
    },
  )

  it('adopts a file under its hash, once', () => {
    const { files, folders } = setUp()
    const path = join(folders.root, 'mine.csv')
    writeFileSync(path, 'a', { mode: 0o444 })
    const fileId = files.registerPath(path)
    files.adopt(fileId, 'cafe')
    files.adopt(fileId, 'cafe')
    expect(readdirSync(folders.sources)).toEqual(['cafe'])
    expect(readFileSync(join(folders.sources, 'cafe'), 'utf8')).toBe('a')
  })

  it('moves an adopted upload, which can be read as before and is not discarded', () => {
    const { files, folders } = setUp()
    for (const round of [1, 2]) {
      const { fileId } = files.begin({ name: 'a.csv', sizeBytes: 1 })
      files.append(fileId, base64('a'))
      files.end(fileId)
      files.adopt(fileId, 'cafe')
      expect(readdirSync(folders.uploads), `round ${round}`).toEqual([])
      expect(files.source(fileId)).toEqual({ path: join(folders.sources, 'cafe'), fileName: 'a.csv' })
      files.discard(fileId)
      expect(readdirSync(folders.sources)).toEqual(['cafe'])
    }
  })

  it('clears what an earlier process left of its uploads', () => {
    const { folders } = setUp()
    writeFileSync(join(folders.uploads, 'left'), 'x')
    createFileService({ folders })
    expect(readdirSync(folders.uploads)).toEqual([])
  })
})

describe('toFileName', () => {
  it('keeps the last part only, without what misleads', () => {
    expect(toFileName('../../etc/passwd')).toBe('passwd')
    expect(toFileName('C:\\data\\wine.csv')).toBe('wine.csv')
    expect(toFileName('\u202Evsc.exe')).toBe('vsc.exe')
    expect(toFileName('\u0000')).toBe('file')
    expect(toFileName('数据.csv')).toBe('数据.csv')
  })
})
