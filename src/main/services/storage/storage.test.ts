import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fillProject, makeStudy, makeVersion } from '../../../../test/support/storeContents'
import { IN_MEMORY, openStore } from '../../store'
import { createStorageService } from './storage'

const VERSION = makeVersion('flowers', 'flowers')
const UNUSED = '0'.repeat(64)

function setUp() {
  const root = mkdtempSync(join(tmpdir(), 'fettle-storage-'))
  const store = openStore({ folder: IN_MEMORY, now: () => 0 })
  onTestFinished(() => {
    store.close()
    rmSync(root, { recursive: true })
  })
  fillProject(store, 'flowers')
  const write = (path: string, bytes: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), Buffer.alloc(bytes))
  }
  write(`sources/${VERSION.source.sha256}`, 1000)
  write(`sources/${UNUSED}/a.png`, 30)
  write(`cache/${VERSION.contentHash}/train.x.f32`, 200)
  write(`cache/${VERSION.contentHash}-1/train.x.f32`, 50)
  write('cache/pictures/a.u8', 70)
  write('cache/unpacked/a/b.csv', 5)
  write('weights/a', 8)
  write('fettle.db', 400)
  const folder = (name: string) => join(root, name)
  const folders = {
    ...{
      root,
      sources: folder('sources'),
      cache: folder('cache'),
      backbones: folder('backbones'),
      weights: folder('weights'),
    },
    ...{ checkpoints: folder('checkpoints'), uploads: folder('uploads'), logs: folder('logs') },
  }
  const storage = createStorageService({ store, folders })
  const bytes = async () =>
    Object.fromEntries(
      (await storage.get()).kinds.map(({ kind, bytes, freeableBytes }) => [kind, [bytes, freeableBytes]]),
    )
  return { storage, bytes, store, has: (path: string) => existsSync(join(root, path)) }
}

describe('the storage service', () => {
  it('says what takes how much, and what of it can be made again', async () => {
    const { bytes, storage } = setUp()
    expect(await bytes()).toEqual({
      sources: [1030, 30],
      prepared: [250, 250],
      pictures: [70, 70],
      unpacked: [5, 5],
      backbones: [0, 0],
      engines: [0, 0],
      weights: [8, 0],
      checkpoints: [0, 0],
      uploads: [0, 0],
      database: [400, 0],
    })
    expect(await storage.version(VERSION.id)).toEqual({ source: 1000, prepared: 250 })
    expect((await storage.get()).freeBytes).toBeGreaterThan(0)
  })

  it('frees what was asked for and sources that nobody uses, and nothing else', async () => {
    const { storage, has } = setUp()
    await storage.free(['pictures'])
    expect(has('cache/pictures')).toBe(false)
    expect(has(`sources/${UNUSED}`)).toBe(false)
    expect(has(`sources/${VERSION.source.sha256}`)).toBe(true)
    expect(has(`cache/${VERSION.contentHash}/train.x.f32`)).toBe(true)
    expect(has('weights/a')).toBe(true)
  })

  it('leaves prepared data alone while a study runs', async () => {
    const { storage, bytes, store, has } = setUp()
    const study = makeStudy('flowers', 'flowers')
    store.studies.update({ ...store.studies.get(study.id), state: 'running' })
    expect((await bytes())['prepared']).toEqual([250, 0])
    await storage.free(['prepared', 'unpacked'])
    expect(has(`cache/${VERSION.contentHash}/train.x.f32`)).toBe(true)
    expect(has('cache/unpacked')).toBe(false)
  })
})
