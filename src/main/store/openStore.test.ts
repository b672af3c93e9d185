import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { BORN, makeProject } from '../../../test/support/storeContents'
import { AppError } from '../../shared/errors/appError'
import { openStore, type OpenStore, recoverStore } from '.'
import { NEWEST_SCHEMA } from './migrations/migrate'
import { toStoreError } from './sqlite/connection'

let folder: string
let clock: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fettle-open-'))
  clock = BORN
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
})

const inFolder = (...names: string[]) => join(folder, ...names)
const now = () => (clock += 1000)
const open = (options: { folder?: string } = {}) => openStore({ folder, now, lockTimeoutMs: 50, ...options })
const names = (store: OpenStore) => store.projects.cards().map(({ name }) => name)

/** Opens, works, closes, whatever happens. */
function using<T>(work: (store: OpenStore) => T): T {
  const store = open()
  onTestFinished(() => {
    store.close()
  })
  const result = work(store)
  store.close()
  return result
}

function errorOf(work: () => unknown): AppError {
  const thrown = catchThrown(work)
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError
}

function catchThrown(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (error) {
    return error
  }
}

/** Overwrites a piece in the middle of the database with rubbish. */
function damage(): void {
  const bytes = readFileSync(inFolder('fettle.db'))
  bytes.fill(0x7a, 4096, bytes.length - 4096)
  writeFileSync(inFolder('fettle.db'), bytes)
}

describe('openStore', () => {
  it('makes the folder, and finds everything again', () => {
    const deep = inFolder('new', 'folder')
    const first = open({ folder: deep })
    first.projects.insert(makeProject('kept'))
    first.close()
    expect(readdirSync(deep)).toEqual(['fettle.db'])
    const second = open({ folder: deep })
    onTestFinished(() => {
      second.close()
    })
    expect(names(second)).toEqual(['kept'])
  })

  it('refuses a folder that another store has open, and takes it once that is closed', () => {
    using((store) => {
      expect(errorOf(open)).toMatchObject({ code: 'store/locked', details: { path: inFolder('fettle.db') } })
      store.projects.insert(makeProject('still-writable'))
    })
    expect(using(names)).toEqual(['still-writable'])
  })

  it('leaves a newer schema exactly as it is', () => {
    using((store) => {
      store.projects.insert(makeProject('newer'))
    })
    const database = new Database(inFolder('fettle.db'))
    database.pragma('user_version = 99')
    database.close()
    const before = readFileSync(inFolder('fettle.db'))
    expect(errorOf(open)).toMatchObject({
      code: 'store/newer-schema',
      details: { found: 99, known: NEWEST_SCHEMA },
    })
    expect(readFileSync(inFolder('fettle.db'))).toEqual(before)
  })

  it.each([
    [
      'a file that is no database',
      () => {
        writeFileSync(inFolder('fettle.db'), 'x'.repeat(10_000))
      },
    ],
    [
      'a database with damaged pages',
      () => {
        using(() => undefined)
        damage()
      },
    ],
  ])('says that %s is corrupt, and leaves it as it is', (_what, spoil) => {
    spoil()
    const before = readFileSync(inFolder('fettle.db'))
    const details = { path: inFolder('fettle.db'), backup: '' }
    expect(errorOf(open)).toMatchObject({ code: 'store/corrupt', details })
    expect(readFileSync(inFolder('fettle.db'))).toEqual(before)
  })

  it('says that a file is in the way of the folder, or a folder in the way of the file', () => {
    mkdirSync(inFolder('fettle.db'))
    expect(errorOf(open).code).toBe('store/read-only')
  })

  it.each(['SQLITE_READONLY_DIRECTORY', 'SQLITE_IOERR_LOCK', 'EROFS'])(
    'calls %s a folder that cannot be written',
    (code) => {
      const thrown = Object.assign(new TypeError('disk I/O error'), { code })
      expect(toStoreError(thrown, '/data/fettle.db', () => '')).toMatchObject({ code: 'store/read-only' })
    },
  )
})

describe('backUp', () => {
  it('copies what is committed while the store stays open, and keeps the newest three', async () => {
    const store = open()
    onTestFinished(() => {
      store.close()
    })
    for (const name of ['first', 'second', 'third', 'fourth']) {
      store.projects.insert(makeProject(name))
      await store.backUp()
    }
    const copies = readdirSync(inFolder('backups')).sort()
    expect(copies).toHaveLength(3)
    const copy = new Database(inFolder('backups', copies[0] ?? ''), { readonly: true })
    expect(copy.prepare('SELECT name FROM projects').pluck().all()).toEqual(['first', 'second'])
    copy.close()
    store.projects.insert(makeProject('fifth'))
    expect(errorOf(open).code).toBe('store/locked')
  })
})

describe('backUp while closing', () => {
  it('gives up quietly, and the next store opens', async () => {
    const store = open()
    const pending = store.backUp()
    store.close()
    expect(await pending).toBe('')
    expect(using(names)).toEqual([])
  })

  it('copies nothing while the newest copy is young enough', async () => {
    const store = open()
    onTestFinished(() => {
      store.close()
    })
    const first = await store.backUp(60_000)
    expect(await store.backUp(60_000)).toBe(first)
    expect(await store.backUp()).not.toBe(first)
  })
})

describe('recoverStore', () => {
  it('sets the damaged file aside and puts the newest copy in its place', async () => {
    const store = open()
    store.projects.insert(makeProject('saved'))
    const backup = await store.backUp()
    store.projects.insert(makeProject('lost'))
    store.close()
    damage()
    const damaged = readFileSync(inFolder('fettle.db'))
    expect(errorOf(open)).toMatchObject({ code: 'store/corrupt', details: { backup } })
    const { setAside, restoredFrom } = recoverStore(folder, Date.UTC(2026, 4, 6))
    expect(setAside).toBe(inFolder('fettle.db.corrupt-2026-05-06T00-00-00.000Z'))
    expect(restoredFrom).toBe(backup)
    expect(readFileSync(setAside)).toEqual(damaged)
    expect(using(names)).toEqual(['saved'])
  })

  it('leads to an empty store where there is no copy', () => {
    writeFileSync(inFolder('fettle.db'), 'x'.repeat(10_000))
    const { setAside, restoredFrom } = recoverStore(folder, BORN)
    expect(existsSync(setAside)).toBe(true)
    expect(restoredFrom).toBe('')
    expect(using(names)).toEqual([])
  })
})
