import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { PREPARED_META_FILE } from '../../../shared/domain/preparedMeta'
import { newStep } from '../../../shared/domain/recipe'
import { AppError } from '../../../shared/errors/appError'
import type { DatasetEngine } from '../../datasets/types'
import { createPreparedData } from './preparedData'
import { planVariant } from './variants'

/** Prepared data over an engine that writes a meta file when it is let go on. */
function setUp() {
  const root = mkdtempSync(join(tmpdir(), 'fettle-prepared-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const cache = join(root, 'cache')
  const sources = join(root, 'sources')
  for (const folder of [cache, sources]) mkdirSync(folder)
  const calls: {
    folder: string
    plan: DatasetPlan
    fold: number | undefined
    finish(): void
    fail(): void
  }[] = []
  const prepare: DatasetEngine['prepare'] = (_file, plan, folder, fold) =>
    new Promise((resolve, reject) => {
      const finish = (): void => {
        writeFileSync(join(folder, PREPARED_META_FILE), '{}')
        resolve({} as Awaited<ReturnType<DatasetEngine['prepare']>>)
      }
      calls.push({
        folder,
        plan,
        fold,
        finish,
        fail: () => reject(new AppError('dataset/too-few-rows', { count: 1 })),
      })
    })
  const create = () =>
    createPreparedData({
      datasets: { prepare } as DatasetEngine,
      folders: {
        root,
        cache,
        sources,
        backbones: root,
        weights: root,
        checkpoints: root,
        uploads: root,
        logs: root,
      },
    })
  return { cache, sources, calls, create, prepared: create() }
}
const file = { path: '/data.csv', fileName: 'data.csv' }
const plan = {
  recipe: [newStep('select', 'select', 'numbers'), newStep('reduce', 'reduce', 'numbers')],
} as unknown as DatasetPlan
const version = {
  contentHash: 'hash',
  source: { sha256: 'sha', fileName: 'data.csv' },
  plan,
} as DatasetVersion

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
    await expect(prepared.folderOf(version)).rejects.toThrow('file/unreadable')
    mkdirSync(join(cache, 'hash'))
    writeFileSync(join(cache, 'hash', PREPARED_META_FILE), '{}')
    expect(await prepared.folderOf(version)).toBe(join(cache, 'hash'))
  })
})

describe('variants of a version', () => {
  it('are made once for all that want them alike, beside the version, and never instead of it', async () => {
    const { prepared, calls, cache, sources } = setUp()
    writeFileSync(join(sources, 'sha'), '')
    const wanted = { data: { select: { count: 3 } } }
    const both = [prepared.folderOf(version, wanted), prepared.folderOf(version, { ...wanted, fold: 0 })]
    await Promise.resolve()
    expect(calls).toHaveLength(1)
    expect(calls[0]?.plan.recipe[0]).toMatchObject({ kind: 'select', count: 3 })
    expect(calls[0]?.plan.recipe[1]).toEqual(plan.recipe[1])
    calls[0]?.finish()
    const [folder = '', same] = await Promise.all(both)
    expect(same).toBe(folder)
    expect(folder.startsWith(join(cache, 'hash-'))).toBe(true)
    expect(prepared.findFolder(version, wanted)).toBe(folder)
    expect(prepared.findFolder(version)).toBeNull()
    expect(prepared.findFolder(version, { data: { select: { count: 4 } } })).toBeNull()
  })

  it('are the version itself where they say what it says anyway', () => {
    expect(planVariant(version, { data: { select: { count: 10 } }, fold: 0 })).toEqual({
      name: 'hash',
      plan,
      fold: 0,
    })
  })

  it('are others for another value, step or fold', () => {
    const names = [
      { data: { select: { count: 3 } } },
      { data: { select: { count: 4 } } },
      { data: { reduce: { share: 0.9 } } },
      { data: { select: { count: 3 } }, fold: 1 },
      { fold: 1 },
      {},
    ].map((variant) => planVariant(version, variant).name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('tell the fold to the engine', async () => {
    const { prepared, calls, sources } = setUp()
    writeFileSync(join(sources, 'sha'), '')
    void prepared.folderOf(version, { fold: 2 })
    await Promise.resolve()
    expect(calls[0]).toMatchObject({ fold: 2, plan })
  })

  it.each([
    { what: 'a step that is not there', data: { gone: { count: 3 } } },
    { what: 'a value that a step does not allow', data: { select: { count: 0 } } },
    { what: 'a setting that a step does not have', data: { select: { units: 3 } } },
  ])('are refused for $what', async ({ data }) => {
    await expect(setUp().prepared.folderOf(version, { data })).rejects.toThrow('space/invalid')
  })
})
