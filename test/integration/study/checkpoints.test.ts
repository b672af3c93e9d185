import { trainingPlanOf } from '../../../src/shared/domain/study'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readWeights } from '../../../src/main/training'
import { readCheckpoint, writeCheckpoint } from '../../../src/main/training/checkpoints/checkpoint'
import type { StudyId } from '../../../src/shared/domain/ids'
import type { TrialDetail } from '../../../src/shared/domain/trial'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded } from '../../support/coreBench'
import { startCoreProcess } from '../../support/coreProcess'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-checkpoints-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const EPOCHS = 120

/** A study of one trial that takes some seconds: dropout, Adam and a schedule, on the digits. */
async function openLongTrial(call: Call): Promise<StudyId> {
  const { id: sample } = await openSample(call, 'digits', { trials: 1, parallel: 1 })
  const study = await call('study:get', { id: sample })
  const plan = trainingPlanOf(study)
  const { projectId } = study
  const training = { ...plan.design.training, epochs: EPOCHS, patience: 0, schedule: 'cosine' as const }
  const design = { ...plan.design, training, search: {} }
  const sampler = { kind: 'random', seed: 5 } as const
  return (await call('study:create', { projectId, name: 'Long', plan: { ...plan, design, sampler } })).id
}

async function detailOf(call: Call, studyId: StudyId): Promise<TrialDetail> {
  const [row] = await call('trial:list', { studyId })
  return call('trial:get', { id: (row ?? expect.unreachable()).id })
}

/** Lets some epochs pass, then holds the trial where it is. @returns the file that it is kept in. */
async function pauseUnderWay(call: Call, { id, dataFolder }: { id: StudyId; dataFolder: string }) {
  await expect.poll(async () => (await detailOf(call, id)).row.step, { timeout: 30_000 }).toBeGreaterThan(3)
  await call('study:pause', { id })
  const { row } = await detailOf(call, id)
  const file = join(dataFolder, 'checkpoints', `${row.id}.safetensors`)
  await expect.poll(() => readdir(join(dataFolder, 'checkpoints'))).toEqual([`${row.id}.safetensors`])
  return file
}

/** Leaves a mark in the first epoch, by which a run that goes on from the file is told from one that began anew. */
async function mark(file: string): Promise<void> {
  const checkpoint = await readCheckpoint(file)
  const steps = checkpoint.steps.map((step) => (step.step === 1 ? { ...step, train: { loss: 123 } } : step))
  await writeCheckpoint(file, { ...checkpoint, steps })
}

/** All of a trial that does not depend on time, but the epoch that carries the mark. */
async function resultOf(call: Call, { id, dataFolder }: { id: StudyId; dataFolder: string }) {
  const { row, steps } = await detailOf(call, id)
  const { state, value, bestStep, train, validation, step, weightCount } = row
  const weights = await readWeights(join(dataFolder, 'weights', `${row.id}.weights`))
  return { state, value, bestStep, train, validation, step, weightCount, weights, steps: steps.slice(1) }
}

async function undisturbed() {
  await using core = await openCore(programs)
  const id = await openLongTrial(core.call)
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  return resultOf(core.call, { id, dataFolder: core.dataFolder })
}

describe('a trial that is cut off', () => {
  it('goes on where it was when its worker is killed, and ends as if nothing had been', async () => {
    const expected = await undisturbed()
    await using core = await openCore(programs)
    const { call, dataFolder } = core
    const id = await openLongTrial(call)
    await call('study:start', { id })
    await mark(await pauseUnderWay(call, { id, dataFolder }))
    process.kill(core.workers[0]?.pid ?? 0, 'SIGKILL')
    await expect.poll(async () => (await detailOf(call, id)).row.attempt).toBe(2)
    await call('study:start', { id })
    expect((await untilEnded(call, id)).state).toBe('complete')
    const { steps } = await detailOf(call, id)
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: EPOCHS }, (_, index) => index + 1))
    expect(steps[0]?.train).toEqual({ loss: 123 })
    expect(await resultOf(call, { id, dataFolder })).toEqual(expected)
    expect(await readdir(join(dataFolder, 'checkpoints'))).toEqual([])
  })

  it('goes on where it was when the core is killed and another one continues its study', async () => {
    const expected = await undisturbed()
    const dataFolder = await makeFolder()
    const first = startCoreProcess(programs, dataFolder)
    const id = await openLongTrial(first.call)
    await first.call('study:start', { id })
    const file = await pauseUnderWay(first.call, { id, dataFolder })
    await first.kill()
    await mark(file)

    await using second = await openCore(programs, dataFolder)
    await second.call('study:start', { id })
    expect((await untilEnded(second.call, id)).state).toBe('complete')
    expect((await detailOf(second.call, id)).steps[0]?.train).toEqual({ loss: 123 })
    expect(await resultOf(second.call, { id, dataFolder })).toEqual(expected)
  })

  it('is kept when the core ends in order', async () => {
    const dataFolder = await makeFolder()
    const first = startCoreProcess(programs, dataFolder)
    const id = await openLongTrial(first.call)
    await first.call('study:start', { id })
    await expect
      .poll(async () => (await detailOf(first.call, id)).row.step, { timeout: 30_000 })
      .toBeGreaterThan(3)
    expect(await first.shutdown()).toBe(0)
    expect(await readdir(join(dataFolder, 'checkpoints'))).toHaveLength(1)
  })

  it('begins anew from a file of another run', async () => {
    await using core = await openCore(programs)
    const { call, dataFolder } = core
    const id = await openLongTrial(call)
    await call('study:start', { id })
    const file = await pauseUnderWay(call, { id, dataFolder })
    await mark(file)
    await writeCheckpoint(file, { ...(await readCheckpoint(file)), identity: 'another run' })
    process.kill(core.workers[0]?.pid ?? 0, 'SIGKILL')
    await expect.poll(async () => (await detailOf(call, id)).row.attempt).toBe(2)
    await call('study:start', { id })
    expect((await untilEnded(call, id)).state).toBe('complete')
    expect((await detailOf(call, id)).steps[0]?.train.loss).toBeLessThan(100)
  })
})
