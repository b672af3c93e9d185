import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/shared/domain/dataset'
import type { Design } from '../../../src/shared/domain/design'
import type { StudyId, TrialId } from '../../../src/shared/domain/ids'
import { isTraining } from '../../../src/shared/domain/study'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { uploadFile, uploadPaths } from '../../../src/main/core/commandLine/uploadPath'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

const FACES = resolve(import.meta.dirname, '../../../../shared/data/images/faces-att.tar.gz')
const NETWORK = resolve(import.meta.dirname, '../../../../shared/data/models/mobilenet-v1-tfjs.tar.gz')
const missing = [FACES, NETWORK].find((path) => !existsSync(path))
const why = missing === undefined ? '' : ` (skipped: ${missing} is not there)`

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

async function openIris(): Promise<Dataset> {
  const { datasetId } = await core.call('sample:open', { id: 'iris', name: 'Iris' })
  return core.call('dataset:get', { id: datasetId })
}

/** One trial of a study like another one, with the design as it stands but for some settings. */
async function trainOnce(id: StudyId, training: Partial<Design['training']>): Promise<TrialId> {
  const { plan, projectId } = await core.call('study:get', { id })
  if (!isTraining(plan)) throw new TypeError('a study that trains')
  const design = { ...plan.design, search: {}, training: { ...plan.design.training, ...training } }
  const budget = { ...plan.budget, trials: 1 }
  const study = await core.call('study:create', {
    projectId,
    name: 'once',
    plan: { ...plan, design, budget, sampler: { kind: 'random', seed: 1 } },
  })
  await core.call('study:start', { id: study.id })
  const { best, counts } = await untilEnded(core.call, study.id, 120_000)
  expect(counts).toMatchObject({ complete: 1 })
  return best?.trialId as TrialId
}

describe('an embedding of a table', () => {
  const layers = [newLayer('dense', 'hidden', { units: 16 }), newLayer('output', 'output')]
  const training: Design['training'] = {
    ...DEFAULT_TRAINING,
    ...{ mode: 'embedding', embeddingSize: 4, loss: 'triplet', learningRate: 0.01, batchSize: 24 },
    epochs: 15,
  }

  async function train(metric: 'identification' | 'accuracy', change: Partial<Design['training']>) {
    const { projectId, latest } = await openIris()
    const design: Design = { layers, training: { ...training, ...change }, search: {} }
    const check = await core.call('model:check', { design, datasetVersionId: latest.id })
    expect(check.diagnostics).toEqual([])
    const study = await core.call('study:create', {
      projectId,
      name: metric,
      plan: {
        ...{ datasetVersionId: latest.id, design, sampler: { kind: 'random', seed: 1 } },
        objective: { metric, direction: 'maximize' },
        budget: { trials: 1, timeLimitSeconds: null, parallel: 1 },
      },
    })
    await core.call('study:start', { id: study.id })
    const { best } = await untilEnded(core.call, study.id)
    return { studyId: study.id, trialId: best?.trialId as TrialId, value: best?.value ?? 0 }
  }

  let trained: Awaited<ReturnType<typeof train>>
  beforeAll(async () => {
    trained = await train('identification', {})
  })

  it('is learnt, and tells its rows apart', async () => {
    expect(trained.value).toBeGreaterThan(0.85)
    const report = await core.call('match:report', { trialId: trained.trialId })
    expect(report).toMatchObject({ isTrained: true, size: 4, gallery: { classes: 3 }, focus: null })
    const { rate, low, high } = report.equalError ?? { rate: 1, low: 1, high: 1 }
    expect(rate).toBeLessThan(0.2)
    expect(low).toBeLessThanOrEqual(rate)
    expect(high).toBeGreaterThanOrEqual(rate)
  })

  it('finds the known rows nearest to another, or nobody', async () => {
    const { trialId } = trained
    const fields = await core.call('match:fields', { trialId })
    const row = Object.fromEntries(fields.map(({ column, example }) => [column, example]))
    const ask = async (threshold: number) =>
      (await core.call('match:find', { trialId, rows: [row], threshold, count: 3 }))[0]
    const answer = await ask(2)
    expect(answer?.neighbours).toHaveLength(3)
    expect(answer).toMatchObject({ label: answer?.neighbours[0]?.label, pictures: null })
    expect(await ask(0)).toMatchObject({ label: null, neighbours: answer?.neighbours })
  })

  it('is judged on the sealed rows at the threshold of validation', async () => {
    const { metrics, matched, accuracyInterval } = await core.call('test:open', {
      ...{ studyId: trained.studyId, trialId: trained.trialId },
    })
    const { right, wrong, unknown } = matched ?? { right: 0, wrong: 0, unknown: 0 }
    expect(right + wrong + unknown).toBeCloseTo(1, 9)
    expect(metrics.identification).toBeGreaterThan(0.8)
    expect(accuracyInterval?.high).toBeGreaterThan(metrics.identification ?? 1)
  })

  it('is exported, and does not predict', async () => {
    const { trialId } = trained
    expect((await core.call('export:onnx', { trialId })).base64.length).toBeGreaterThan(500)
    await expect(core.call('predict:fields', { trialId })).rejects.toMatchObject({ code: 'predict/matches' })
  })

  it('is not needed to compare rows: features of a classifier do', async () => {
    const { trialId } = await train('accuracy', { mode: 'supervised', loss: 'auto' })
    const report = await core.call('match:report', { trialId })
    expect(report).toMatchObject({ isTrained: false, size: 16 })
    const { right, rows } = report.identification ?? { right: 0, rows: 1 }
    expect(right / rows).toBeGreaterThan(0.85)
  })
})

describe.skipIf(missing !== undefined)(`faces${why}`, () => {
  it('are identified from a few pictures each', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fettle-faces-'))
    spawnSync('tar', ['xzf', FACES, '-C', folder])
    try {
      const fileId = await uploadPaths(core.call, [join(folder, 'faces')])
      const opened = await core.call('sample:open', { id: 'faces', name: 'Faces', isQuick: true, fileId })
      const trialId = await trainOnce(opened.studyId as StudyId, { epochs: 14, patience: 0 })
      const report = await core.call('match:report', { trialId })
      const { right = 0, rows = 1 } = report.identification ?? {}
      expect(right / rows).toBeGreaterThanOrEqual(0.95)
      expect(report.equalError?.rate).toBeLessThan(0.1)

      const [person = ''] = readdirSync(join(folder, 'faces')).sort()
      const [picture = ''] = readdirSync(join(folder, 'faces', person)).sort()
      const cell = await uploadFile(core.call, join(folder, 'faces', person, picture))
      const [field] = await core.call('match:fields', { trialId })
      const [answer] = await core.call('match:find', {
        ...{ trialId, rows: [{ [field?.column ?? '']: cell }], count: 5 },
        threshold: report.equalError?.threshold ?? 0,
      })
      expect(answer?.label).toBe(person)
      expect(answer?.pictures).toMatchObject({ count: 6, height: 56, width: 48, channels: 1 })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('are told apart by what a frozen network sees, once', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fettle-faces-'))
    spawnSync('tar', ['xzf', FACES, '-C', folder])
    try {
      const few = join(folder, 'few')
      await mkdir(few)
      const people = readdirSync(join(folder, 'faces')).sort().slice(0, 6)
      for (const person of people) await rename(join(folder, 'faces', person), join(few, person))
      const open = async () => {
        const fileId = await uploadPaths(core.call, [few])
        return core.call('sample:open', { id: 'faces', name: 'Faces', part: 'peopleOnBackbone', fileId })
      }
      await expect(open()).rejects.toMatchObject({ code: 'sample/backbone-needed' })
      await core.call('backbone:import', { fileId: await uploadPaths(core.call, [NETWORK]), name: 'net' })
      const { studyId, projectId } = await open()
      const trialId = await trainOnce(studyId as StudyId, { epochs: 20, patience: 0 })
      const [study] = (await core.call('study:list', { projectId })).filter(({ name }) => name === 'once')
      const features = await core.call('backbone:features', { studyId: study?.id as StudyId })
      expect(features).toMatchObject({ isAugmented: false, kept: [{ shape: [1024] }] })
      const { identification } = await core.call('match:report', { trialId })
      expect((identification?.right ?? 0) / (identification?.rows ?? 1)).toBeGreaterThan(0.8)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
