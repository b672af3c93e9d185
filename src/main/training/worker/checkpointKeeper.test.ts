import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../shared/errors/appError'
import type { Checkpoint } from '../checkpoints/checkpoint'
import { createCheckpointKeeper } from './checkpointKeeper'

const STATE: Omit<Checkpoint, 'identity'> = {
  steps: [],
  rowsDone: 16,
  runner: { batches: 1, weights: new Map(), slots: new Map(), random: null },
  best: null,
}

async function setUp({ everySeconds = 10, identity = 'run' } = {}) {
  const file = join(await mkdtemp(join(tmpdir(), 'fettle-keeper-')), 'trial')
  const failures: AppError[] = []
  const clock = { ms: 0, now: () => clock.ms }
  const open = (name: string) =>
    createCheckpointKeeper({
      plan: { file, everySeconds, isKept: false, forkedAfter: null },
      identity: name,
      clock,
      onFailure: (error) => failures.push(error),
    })
  return { file, failures, clock, open, keeper: open(identity) }
}

const make = () => Promise.resolve(STATE)

describe('createCheckpointKeeper', () => {
  it('finds what was saved, for the same run only', async () => {
    const { keeper, open, failures } = await setUp()
    expect(await keeper.load()).toBeNull()
    await keeper.save(make)
    expect(await keeper.load()).toEqual({ ...STATE, identity: 'run' })
    expect(await open('other').load()).toBeNull()
    expect(failures).toEqual([])
  })

  it('is due once the interval is over, counted from the start and from each write', async () => {
    const { keeper, clock } = await setUp()
    clock.ms = 9_999
    expect(keeper.isDue()).toBe(false)
    clock.ms = 10_000
    expect(keeper.isDue()).toBe(true)
    await keeper.save(make)
    expect(keeper.isDue()).toBe(false)
    clock.ms = 20_000
    expect(keeper.isDue()).toBe(true)
  })

  it('rests longer after a write that took long', async () => {
    const { keeper, clock } = await setUp()
    await keeper.save(() => {
      clock.ms = 4_000
      return make()
    })
    clock.ms = 83_999
    expect(keeper.isDue()).toBe(false)
    clock.ms = 84_000
    expect(keeper.isDue()).toBe(true)
  })

  it('reports a file that is broken and begins anew', async () => {
    const { keeper, file, failures } = await setUp()
    await writeFile(file, 'no checkpoint at all')
    expect(await keeper.load()).toBeNull()
    expect(failures.map(({ code }) => code)).toEqual(['file/unreadable'])
  })

  it('reports a disk that is full, keeps the file before it and rests before it tries again', async () => {
    const { keeper, file, failures, clock } = await setUp()
    await keeper.save(make)
    const before = await readFile(file)
    await keeper.save(() => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })))
    expect(failures.map(({ code }) => code)).toEqual(['file/disk-full'])
    expect(await readFile(file)).toEqual(before)
    clock.ms = 9_000
    expect(keeper.isDue()).toBe(false)
  })

  it('reports a place where nothing can be written', async () => {
    const { keeper, file, failures } = await setUp()
    await mkdir(file)
    await keeper.save(make)
    expect(failures).toHaveLength(1)
  })
})
