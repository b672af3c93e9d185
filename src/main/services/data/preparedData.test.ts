import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { PREPARED_META_FILE } from '../../../shared/domain/preparedMeta'
import { AppError } from '../../../shared/errors/appError'
import type { DatasetEngine } from '../../datasets/types'
import { createPreparedData } from './preparedData'

/** Prepared data over an engine that writes a meta file when it is let go on. */
function setUp() {
  const root = mkdtempSync(join(tmpdir(), 'fettle-prepared-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const cache = join(root, 'cache')
  const sources = join(root, 'sources')
  for (const folder of [cache, sources]) mkdirSync(folder)
  const calls: { folder: string; finish(): void; fail(): void }[] = []
  const prepare: DatasetEngine['prepare'] = (_file, _plan, folder) =>
    new Promise((resolve, reject) => {
      const finish = (): void => {
        writeFileSync(join(folder, PREPARED_META_FILE), '{}')
        resolve({} as Awaited<ReturnType<DatasetEngine['prepare']>>)
      }
      calls.push({ folder, finish, fail: () => reject(new AppError('dataset/too-few-rows', { count: 1 })) })
    })
  const create = () =>
    createPreparedData({
      datasets: { prepare } as DatasetEngine,
      folders: { root, cache, sources, weights: root, checkpoints: root, uploads: root, logs: root },
    })
  return { cache, sources, calls, create, prepared: create() }
}
const file = { path: '/data.csv', fileName: 'data.csv' }
const plan = {} as DatasetPlan

describe('createPreparedData', () => {
  it('prepares a content once, however often it is asked for at the same time', async () => {
    const { prepared, calls, cache } = setUp()
    const both = [prepared.prepare('hash', file, plan), prepared.prepare('hash', file, plan)]
    await Promise.resolve()
    expect(calls).toHaveLength(1)
    calls[0]?.finish()
    expect(await Promise.all(both)).toEqual([join(cache, 'hash'), join(cache, 'hash')])
    await prepared.prepare('hash', file, plan)
    expect(calls).toHaveLength(1)
    expect(readdirSync(cache)).toEqual(['hash'])
  })

  it('leaves nothing of a preparation that failed, and tries again', async () => {
    const { prepared, calls, cache } = setUp()
    const failing = prepared.prepare('hash', file, plan)
    await Promise.resolve()
    calls[0]?.fail()
    await expect(failing).rejects.toThrow('dataset/too-few-rows')
    expect(readdirSync(cache)).toEqual([])
    void prepared.prepare('hash', file, plan)
    await Promise.resolve()
    expect(calls).toHaveLength(2)
  })

  it('clears drafts of a process that died', () => {
    const { cache, create } = setUp()
    mkdirSync(join(cache, 'draft-abc'))
    mkdirSync(join(cache, 'hash'))
    create()
    expect(readdirSync(cache)).toEqual(['hash'])
  })

  it('needs the source only where nothing is prepared', async () => {
    const { prepared, cache } = setUp()
    const version = {
      contentHash: 'hash',
      source: { sha256: 'sha', fileName: 'data.csv' },
      plan,
    } as DatasetVersion
    await expect(prepared.folderOf(version)).rejects.toThrow('file/unreadable')
    mkdirSync(join(cache, 'hash'))
    writeFileSync(join(cache, 'hash', PREPARED_META_FILE), '{}')
    expect(await prepared.folderOf(version)).toBe(join(cache, 'hash'))
  })
})
