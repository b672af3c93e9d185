import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileId } from '../../../src/shared/domain/ids'
import { trainingPlanOf } from '../../../src/shared/domain/study'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded, untilStudy } from '../../support/coreBench'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

const RATE = 'training.learningRate'
const UNITS = 'hidden.units'

/** A study of the iris sample with two settings searched. */
async function openStudy(call: Call, trials: number, epochs = 5) {
  const { id, plan, projectId } = await openSample(call, 'iris', { trials, parallel: 1 })
  const design = {
    ...plan.design,
    training: { ...plan.design.training, epochs, patience: 0 },
    search: {
      [RATE]: { kind: 'float' as const, low: 1e-4, high: 0.1, scale: 'log' as const },
      [UNITS]: { kind: 'integer' as const, low: 4, high: 64, scale: 'log' as const, step: 1 },
    },
  }
  const study = await call('study:create', { projectId, name: 'Steered', plan: { ...plan, design } })
  return { id: study.id, projectId, sample: id }
}

async function upload(call: Call, name: string, bytes: Buffer): Promise<FileId> {
  const { fileId } = await call('file:begin', { name, sizeBytes: bytes.length })
  await call('file:append', { fileId, base64: bytes.toString('base64') })
  await call('file:end', { fileId })
  return fileId
}

describe('a study under way', () => {
  it('takes trials by hand, gives some up, and goes on in another space', async () => {
    await using core = await openCore(programs)
    const { call } = core
    const { id } = await openStudy(call, 4, 10_000)
    await call('study:start', { id })
    await untilStudy(call, { id, isReached: ({ counts }) => counts.running === 1 })
    const { row, problems } = await call('trial:add', { studyId: id, assignment: { [UNITS]: 7 } })
    expect(problems).toEqual([])
    const bad = await call('trial:add', { studyId: id, assignment: { [UNITS]: 1000, nothing: 1 } })
    expect(bad.problems.map(({ cause }) => cause)).toEqual(['unknown', 'outside'])
    const [first] = await call('trial:list', { studyId: id })
    await expect
      .poll(async () => (await call('trial:get', { id: first?.id ?? expect.unreachable() })).row.step, {
        timeout: 30_000,
      })
      .toBeGreaterThan(2)
    await call('trial:prune', { id: first?.id ?? expect.unreachable() })
    const pruned = (await call('trial:get', { id: first?.id ?? expect.unreachable() })).row
    expect(pruned).toMatchObject({ state: 'pruned', reason: { code: 'prune/by-hand' } })
    const search = { [UNITS]: { kind: 'choice' as const, values: [4, 8] } }
    await call('study:setSpace', { id, search })
    const { stoppedBy, counts } = await untilEnded(call, id)
    expect(counts).toMatchObject({ pruned: 1 })
    expect(stoppedBy?.code).toMatch(/^stop\/(budget|exhausted)$/)
    const rows = await call('trial:list', { studyId: id })
    expect(rows.find(({ number }) => number === row?.number)).toMatchObject({
      ...{ state: 'complete', spaceVersion: 1, origin: { kind: 'manual' } },
      assignment: { [UNITS]: 7 },
    })
    for (const { assignment } of rows.filter(({ spaceVersion }) => spaceVersion === 2))
      expect(Object.keys(assignment)).toEqual([UNITS])
    const steps = await call('study:spaces', { id })
    expect(steps.map(({ changes }) => changes.length)).toEqual([0, 2])
  })
})

describe('what a study has learnt', () => {
  it('goes to another one, to Optuna and back', async () => {
    await using core = await openCore(programs)
    const { call } = core
    const { id, projectId } = await openStudy(call, 3)
    await call('study:start', { id })
    await untilEnded(call, id)
    const { plan } = await call('study:get', { id })
    const other = await call('study:create', { projectId, name: 'Next', plan: trainingPlanOf({ plan }) })
    expect(
      await call('study:warmStart', { id: other.id, source: { kind: 'study', studyId: id } }),
    ).toMatchObject({
      ...{ rows: 3, fitting: 3, misfits: [] },
    })
    const table = await call('export:trials', { studyId: id })
    const csv = await upload(call, table.fileName, Buffer.from(table.base64, 'base64'))
    expect(
      await call('study:warmStart', { id: other.id, source: { kind: 'file', fileId: csv } }),
    ).toMatchObject({ rows: 3, fitting: 0, misfits: [{ cause: 'known', rows: 3 }] })
    const optuna = await call('study:exportOptuna', { id })
    const fileId = await upload(call, optuna.fileName, Buffer.from(optuna.base64, 'base64'))
    await call('study:removePriors', { id: other.id })
    expect(await call('study:warmStart', { id: other.id, source: { kind: 'file', fileId } })).toMatchObject({
      ...{ source: { format: 'optuna', name: 'Steered' }, fitting: 3 },
    })
    expect(await call('study:priors', { id: other.id })).toHaveLength(3)
    const imported = await call('study:importOptuna', { projectId, fileId })
    expect(imported.counts.complete).toBe(3)
    const values = async (studyId: typeof id) =>
      (await call('trial:list', { studyId })).map(({ value, step }) => [value, step])
    expect(await values(imported.id)).toEqual(await values(id))
    expect(await call('study:suggestSpace', { id })).toMatchObject({ proposals: [], trials: 3 })
  })
})
