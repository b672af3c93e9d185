/** @file Studies of models that learn from inputs alone: from the plan to the pictures and the sealed rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../../src/shared/domain/design'
import type { Objective } from '../../../src/shared/domain/metric'
import { newLayer } from '../../../src/shared/domain/newLayer'
import type { StudySummary, TrainingStudy } from '../../../src/shared/domain/study'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
let digits: StudySummary & TrainingStudy

beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  digits = await openSample(core.call, 'digits', { trials: 1 })
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

const EPOCHS = 6

const autoencoder: Design = {
  layers: [
    newLayer('gaussianNoise', 'noise', { deviation: 0.1 }),
    newLayer('dense', 'code', { units: 16 }),
    newLayer('output', 'output'),
  ],
  training: { ...DEFAULT_TRAINING, mode: 'autoencoder', epochs: EPOCHS, learningRate: 0.01, patience: 0 },
  search: { 'code.units': { kind: 'choice', values: [2, 16] } },
}

const game: Design = {
  layers: [newLayer('dense', 'maker'), newLayer('output', 'made')],
  discriminator: [newLayer('dense', 'judge', { activation: 'leakyRelu' }), newLayer('output', 'verdict')],
  training: {
    ...{ ...DEFAULT_TRAINING, mode: 'adversarial', latentSize: 8, epochs: EPOCHS },
    ...{ learningRate: 0.002, beta1: 0.5, patience: 0 },
  },
  search: { 'judge.units': { kind: 'choice', values: [16, 64] } },
}

async function study(name: string, design: Design, objective: Objective) {
  const { plan, projectId } = digits
  const sampler = { kind: 'grid', order: 'ordered', pointsPerRange: 2, seed: 1 } as const
  const budget = { trials: 2, timeLimitSeconds: null, parallel: 2 }
  const { id } = await core.call('study:create', {
    projectId,
    name,
    plan: { ...plan, design, sampler, objective, budget },
  })
  await core.call('study:start', { id })
  const ended = await untilEnded(core.call, id)
  expect(ended).toMatchObject({ state: 'complete', counts: { complete: 2 } })
  return { ended, trials: await core.call('trial:list', { studyId: id }) }
}

describe('a study of autoencoders', () => {
  it('finds that a wider code gives more back, shows it, and is judged by the sealed rows', async () => {
    const { ended, trials } = await study('denoise', autoencoder, { metric: 'mse', direction: 'minimize' })
    const [narrow, wide] = trials
    expect(wide?.value).toBeLessThan(narrow?.value ?? 0)
    expect(ended.best?.trialId).toBe(wide?.id)
    if (!wide) return

    const sheets = await core.call('trial:pictures', { id: wide.id })
    expect(sheets.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(sheets[0]).toMatchObject({ count: 16, height: 8, width: 8, channels: 1 })

    const report = await core.call('test:open', { studyId: ended.id, trialId: wide.id })
    expect(report.report).toMatchObject({ kind: 'made', goal: 'reconstruction', made: { height: 8 } })
    expect(report.metrics.mse).toBeLessThan(report.baseline)
    const fields = core.call('predict:fields', { trialId: wide.id })
    await expect(fields).rejects.toMatchObject({ code: 'predict/no-target' })
    expect((await core.call('export:onnx', { trialId: wide.id })).base64.length).toBeGreaterThan(1000)
    expect(report.metrics.mse).toBeCloseTo(wide.value ?? 0, 0)
  })

  it('is not one of accuracy', async () => {
    const { plan, projectId } = digits
    const created = core.call('study:create', {
      projectId,
      name: 'x',
      plan: { ...plan, design: autoencoder },
    })
    await expect(created).rejects.toMatchObject({ code: 'contract/bad-request' })
  })
})

describe('a study of two networks', () => {
  it('brings made rows nearer to real ones, and shows them', async () => {
    const { ended, trials } = await study('play', game, { metric: 'energyDistance', direction: 'minimize' })
    const best = trials.find(({ id }) => id === ended.best?.trialId)
    if (!best) throw new TypeError('a study that is complete has a best trial')
    const { steps } = await core.call('trial:get', { id: best.id })
    const distances = steps.map(({ validation }) => validation.energyDistance ?? Number.NaN)
    expect(best.value).toBe(Math.min(...distances))
    expect(best.value).toBeLessThan(distances[0] ?? 0)
    expect(best.validation.discriminatorLoss).toBeGreaterThan(0)
    expect(await core.call('trial:pictures', { id: best.id })).toHaveLength(1 + EPOCHS)

    const report = await core.call('test:open', { studyId: ended.id, trialId: best.id })
    expect(report.report).toMatchObject({ kind: 'made', goal: 'generation' })
    expect((await core.call('export:onnx', { trialId: best.id })).base64.length).toBeGreaterThan(1000)
    expect(report.metrics.energyDistance).toBeGreaterThan(report.baseline)
  })

  it('needs both networks', async () => {
    const { discriminator: _, ...alone } = game
    const check = await core.call('model:check', {
      design: alone,
      datasetVersionId: digits.plan.datasetVersionId,
    })
    expect(check.diagnostics.map(({ code }) => code)).toContain('model/no-discriminator')
  })
})
