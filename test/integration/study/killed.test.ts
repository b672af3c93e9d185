import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { EventPayload } from '../../../src/shared/contract/events'
import type { TrialRow } from '../../../src/shared/domain/trial'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded, untilStudy } from '../../support/coreBench'
import { startCoreProcess } from '../../support/coreProcess'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-killed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const result = ({ number, state, assignment, value, bestStep }: TrialRow) => ({
  number,
  state,
  assignment,
  value,
  bestStep,
})
const resultsOf = async (call: Call, studyId: TrialRow['studyId']) =>
  (await call('trial:list', { studyId })).map(result)

/** What the same study reaches when nothing happens to it. */
async function undisturbed(trials: number) {
  await using core = await openCore(programs)
  const { id } = await openSample(core.call, 'digits', { trials, parallel: 2 })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  return resultsOf(core.call, id)
}

describe('kill -9 of a worker', () => {
  it('costs one attempt of one trial; the leaderboard is the same in the end', async () => {
    const expected = await undisturbed(6)
    await using core = await openCore(programs)
    const { id } = await openSample(core.call, 'digits', { trials: 6, parallel: 2 })
    await core.call('study:start', { id })
    await untilStudy(core.call, { id, isReached: ({ counts }) => counts.running === 2 })
    process.kill(core.workers[0]?.pid ?? 0, 'SIGKILL')
    const study = await untilEnded(core.call, id)
    expect(study).toMatchObject({ state: 'complete', counts: { complete: 6, failed: 0 } })
    const rows = await core.call('trial:list', { studyId: id })
    expect(rows.filter(({ attempt }) => attempt === 2)).toHaveLength(1)
    expect(rows.map(result)).toEqual(expected)
  })
})

describe('kill -9 of the core', () => {
  it('loses nothing that was told; the study goes on to its planned number and the same results', async () => {
    const expected = await undisturbed(8)
    const folder = await makeFolder()
    const first = startCoreProcess(programs, folder)
    const told = new Map<string, TrialRow>()
    first.onEvent(({ event, payload }) => {
      if (event !== 'trials:changed') return
      for (const row of (payload as EventPayload<'trials:changed'>).rows) told.set(row.id, row)
    })
    const { id } = await openSample(first.call, 'digits', { trials: 8, parallel: 2 })
    await first.call('study:start', { id })
    await untilStudy(first.call, {
      id,
      isReached: ({ counts }) => counts.complete >= 2 && counts.running > 0,
    })
    await first.kill()

    const second = startCoreProcess(programs, folder)
    onTestFinished(() => void second.child.kill('SIGKILL'))
    const found = await second.call('study:get', { id })
    expect(found).toMatchObject({ state: 'interrupted', reason: { code: 'training/core-died' } })
    const kept = new Map(
      (await second.call('trial:list', { studyId: id })).map((row) => [row.id as string, row]),
    )
    for (const row of told.values()) {
      if (row.state === 'complete') expect(kept.get(row.id)).toEqual(row)
      else expect(kept.get(row.id)?.number).toBe(row.number)
    }
    await second.call('study:start', { id })
    expect((await untilEnded(second.call, id)).state).toBe('complete')
    expect(await resultsOf(second.call, id)).toEqual(expected)
    expect(await second.shutdown()).toBe(0)
  })

  it.skipIf(process.platform !== 'linux')('leaves no worker behind (asked of Linux’s /proc)', async () => {
    const folder = await makeFolder()
    const core = startCoreProcess(programs, folder)
    const { id } = await openSample(core.call, 'digits', { trials: 30, parallel: 2 })
    await core.call('study:start', { id })
    await untilStudy(core.call, { id, isReached: ({ counts }) => counts.running === 2 })
    const pids = await childrenOf(core.child.pid ?? 0)
    expect(pids.length).toBeGreaterThanOrEqual(2)
    await core.kill()
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([])
  })
})

describe('closing', () => {
  it('ends in order while a study runs, which waits to be continued', async () => {
    const folder = await makeFolder()
    const first = startCoreProcess(programs, folder)
    const { id } = await openSample(first.call, 'digits', { trials: 30, parallel: 2 })
    await first.call('study:start', { id })
    await untilStudy(first.call, { id, isReached: ({ counts }) => counts.running === 2 })
    expect(await first.shutdown()).toBe(0)

    await using second = await openCore(programs, folder)
    expect(await second.call('study:get', { id })).toMatchObject({
      state: 'interrupted',
      counts: { running: 0 },
    })
  })
})

describe('two cores', () => {
  it('never hold the same data folder; the second says so to whoever asks', async () => {
    const folder = await makeFolder()
    await using first = await openCore(programs, folder)
    await first.call('project:list', null)
    const second = startCoreProcess(programs, folder)
    onTestFinished(() => void second.child.kill('SIGKILL'))
    await expect(second.call('project:list', null)).rejects.toThrow('store/locked')
    expect(await second.shutdown()).toBe(0)
  })
})

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.trim().split(' ').map(Number)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
