import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Ticket } from '../../../src/shared/contract/jobs'
import { newLayer } from '../../../src/shared/domain/newLayer'
import type { Task } from '../../../src/shared/domain/task'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { createRandom } from '../../../src/shared/util/random'
import type { StudyId } from '../../../src/shared/domain/ids'
import type { TrainingPlan } from '../../../src/shared/domain/study'
import type { TrialRow } from '../../../src/shared/domain/trial'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

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

/** Runs a sample with everything fixed but for these settings of training. */
async function runFixed(
  change: Partial<TrainingPlan['design']['training']>,
  plan: Partial<TrainingPlan> = {},
): Promise<{ id: StudyId; rows: TrialRow[] }> {
  const sample = await openSample(core.call, 'iris', { trials: 1, parallel: 1 })
  const { design } = sample.plan
  const training = { ...design.training, ...change }
  const { id } = await core.call('study:create', {
    projectId: sample.projectId,
    name: 'fixed',
    plan: { ...sample.plan, ...plan, design: { ...design, training, search: {} } },
  })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  return { id, rows: await core.call('trial:list', { studyId: id }) }
}

describe('a diagnosis', () => {
  it('finds what a training suffers from, and tries the remedy in a study of its own', async () => {
    const { id, rows } = await runFixed({ learningRate: 1e-6, epochs: 20, patience: 0 })
    const [row] = rows
    if (row === undefined) throw new TypeError('a study has a trial')
    const { findings } = await core.call('diagnosis:trial', { id: row.id })
    expect(findings.map(({ rule }) => rule)).toEqual(['learningRateTooLow'])
    expect(findings[0]).toMatchObject({ level: 'problem', ways: ['study', 'study'] })
    const study = await core.call('diagnosis:study', { id })
    expect(study).toMatchObject({ trials: 1, findings: [{ rule: 'learningRateTooLow', trials: [1] }] })

    const chosen = { trialId: row.id, rule: 'learningRateTooLow', remedy: 0 } as const
    const made = await core.call('diagnosis:applyRemedy', chosen)
    if (made.kind !== 'study') throw new TypeError('nothing of it is searched')
    await untilEnded(core.call, made.study.id)
    const [next] = await core.call('trial:list', { studyId: made.study.id })
    expect(next?.state).toBe('complete')
    expect(next?.validation.loss).toBeLessThan(row.validation.loss ?? 0)
    await expect(
      core.call('diagnosis:applyRemedy', { ...chosen, rule: 'overfitting' }),
    ).rejects.toMatchObject({ code: 'diagnosis/gone' })
  })

  it('tries a remedy in the same study where that is searched', async () => {
    const { id } = await openSample(core.call, 'iris', { trials: 12, parallel: 2 })
    await core.call('study:start', { id })
    await untilEnded(core.call, id)
    const rows = await core.call('trial:list', { studyId: id })
    const { findings } = await core.call('diagnosis:study', { id })
    const numbers = findings.find(({ rule }) => rule === 'batchTooLarge')?.trials ?? []
    const row = rows.find(({ number }) => numbers.includes(number))
    if (row === undefined) throw new TypeError('a large batch on 96 rows is found')
    const made = await core.call('diagnosis:applyRemedy', {
      ...{ trialId: row.id, rule: 'batchTooLarge', remedy: 0 },
    })
    if (made.kind !== 'trial') throw new TypeError('the batch is searched')
    await untilEnded(core.call, id)
    const next = (await core.call('trial:list', { studyId: id })).at(-1)
    expect(next?.origin.kind).toBe('manual')
    expect(next?.assignment['training.batchSize']).toBeLessThan(Number(row.assignment['training.batchSize']))
    expect(next?.validation.loss).toBeLessThan(row.validation.loss ?? 0)
  })

  it('shows layers of trials that record them, which learn the same to the last bit', async () => {
    const training = { learningRate: 0.01, epochs: 6, patience: 0 }
    const plain = await runFixed(training)
    const recorded = await runFixed(training, { recordLayers: true })
    const curve = async ({ rows: [row] }: { readonly rows: TrialRow[] }) =>
      row === undefined ? [] : (await core.call('trial:get', { id: row.id })).steps
    expect(await curve(recorded)).toEqual(await curve(plain))
    const layersOf = async ({ rows: [row] }: { readonly rows: TrialRow[] }) =>
      row === undefined ? [] : (await core.call('diagnosis:trial', { id: row.id })).layers
    expect(await layersOf(plain)).toEqual([])
    const layers = await layersOf(recorded)
    expect(layers.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6])
    for (const { gradientNorm, updateRatio } of layers[0]?.layers ?? []) {
      expect(gradientNorm).toBeGreaterThan(0)
      expect(updateRatio).toBeGreaterThan(0)
    }
    const off = await core.call('diagnosis:setRecording', { id: recorded.id, isOn: false })
    expect(off.plan).toMatchObject({ recordLayers: false })
  })
})

/** Two networks that play against each other over the digits. */
async function play(
  [maker, judge, latentSize]: readonly [maker: number, judge: number, latentSize: number],
  change: Partial<TrainingPlan['design']['training']>,
): Promise<string[]> {
  const sample = await openSample(core.call, 'digits', { trials: 1, parallel: 1 })
  const training = {
    ...{ ...sample.plan.design.training, mode: 'adversarial' as const, latentSize },
    ...{ epochs: 15, beta1: 0.5, patience: 0, batchSize: 32, ...change },
  }
  const design = {
    layers: [newLayer('dense', 'maker', { units: maker }), newLayer('output', 'made')],
    discriminator: [
      newLayer('dense', 'judge', { activation: 'leakyRelu', units: judge }),
      newLayer('output', 'verdict'),
    ],
    ...{ training, search: {} },
  }
  const objective = { metric: 'energyDistance', direction: 'minimize' } as const
  const { id } = await core.call('study:create', {
    ...{ projectId: sample.projectId, name: 'game', plan: { ...sample.plan, design, objective } },
  })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  const [row] = await core.call('trial:list', { studyId: id })
  if (row === undefined) throw new TypeError('a study has a trial')
  return (await core.call('diagnosis:trial', { id: row.id })).findings.map(({ rule }) => rule)
}

describe('a diagnosis of two networks', () => {
  it('sees a discriminator that wins', async () => {
    expect(await play([16, 256, 8], { learningRate: 0.0005, discriminatorRate: 50 })).toEqual([
      'discriminatorWins',
    ])
  })

  it('sees a generator that makes one picture again and again', async () => {
    expect(await play([32, 16, 1], { learningRate: 0.05, discriminatorRate: 0.1 })).toEqual(['modeCollapse'])
  })

  it('is silent about a game that is even', async () => {
    expect(await play([64, 64, 8], { learningRate: 0.002, discriminatorRate: 1 })).toEqual([])
  })
})

/** Numbers that say little of the class; a column that gives it away; and every row once more, where that is asked. */
function writeTable({ isTold = false, isTwice = false }: { isTold?: boolean; isTwice?: boolean }): string {
  const random = createRandom(3)
  const rows = Array.from({ length: 240 }, () => {
    const label = random.integer(2)
    const figures = Array.from({ length: 4 }, () => (random.normal() + 0.8 * label).toFixed(4))
    return [...figures, ...(isTold ? [String(label * 7 + 1)] : []), label === 1 ? 'yes' : 'no'].join(',')
  })
  const head = ['a', 'b', 'c', 'd', ...(isTold ? ['after'] : []), 'class'].join(',')
  return [head, ...rows, ...(isTwice ? rows : [])].join('\n')
}

async function tune(text: string, task: Task = 'binary'): Promise<string[]> {
  const bytes = Buffer.from(text)
  const { fileId } = await core.call('file:begin', { name: 'table.csv', sizeBytes: bytes.length })
  await core.call('file:append', { fileId, base64: bytes.toString('base64') })
  await core.call('file:end', { fileId })
  const { plan } = await core.call('import:propose', { fileId, dialect: {} })
  const columns = plan.columns.map((column) => ({
    ...column,
    role: column.name === 'class' ? ('target' as const) : ('input' as const),
  }))
  const whole = { ...plan, columns, task }
  const dataset = await core.call('import:commit', {
    ...{ fileId, plan: whole, name: 'table', projectId: null, datasetId: null },
  })
  const training = { ...DEFAULT_TRAINING, learningRate: 0.01, epochs: 12 }
  const design = { layers: [newLayer('dense', 'hidden'), newLayer('output', 'output')], training, search: {} }
  const { id } = await core.call('study:create', {
    projectId: dataset.projectId,
    name: 'table',
    plan: {
      ...{ datasetVersionId: dataset.latest.id, design, sampler: { kind: 'random', seed: 1 } },
      objective: { metric: 'accuracy', direction: 'maximize' },
      budget: { trials: 1, timeLimitSeconds: null, parallel: 1 },
    },
  })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  const [row] = await core.call('trial:list', { studyId: id })
  if (row === undefined) throw new TypeError('a study has a trial')
  return (await core.call('diagnosis:trial', { id: row.id })).findings.map(({ rule }) => rule)
}

describe('a diagnosis of the data behind a training', () => {
  it('suspects a column that gives the answer away', async () => {
    expect(await tune(writeTable({ isTold: true }))).toContain('leakSuspected')
  })

  it('finds a class of several that is never named', async () => {
    const random = createRandom(8)
    const rows = Array.from({ length: 1200 }, () => {
      const draw = random.next()
      const label = draw < 0.07 ? 'rare' : draw < 0.55 ? 'yes' : 'no'
      const figures = Array.from({ length: 4 }, () =>
        (random.normal() + (label === 'yes' ? 1.2 : 0)).toFixed(4),
      )
      return [...figures, label].join(',')
    })
    expect(await tune(['a,b,c,d,class', ...rows].join('\n'), 'multiclass')).toEqual(['classesIgnored'])
  })

  it('finds copies of training rows among those held out', async () => {
    expect(await tune(writeTable({ isTwice: true }))).toContain('copiesAcrossParts')
  })

  it('is silent about a table that is as it should be', async () => {
    expect(await tune(writeTable({}))).toEqual([])
  })
})

describe('a look before a study', () => {
  it('finds learning rates worth searching, and what batches cost', async () => {
    const { plan } = await openSample(core.call, 'digits', { trials: 1 })
    const asked = { datasetVersionId: plan.datasetVersionId, design: plan.design }
    const { reading, points } = await core.call('probe:rates', asked)
    expect(points.length).toBeGreaterThan(50)
    expect(reading?.range.low).toBeGreaterThan(1e-6)
    expect(reading?.range.low).toBeLessThan(0.01)
    expect(reading?.range.high).toBeGreaterThan(0.001)
    expect(reading?.range.high).toBeLessThan(1)

    const batches = await core.call('probe:batches', asked)
    expect(batches.points[0]).toMatchObject({ batchSize: 8, reason: null })
    for (const { rowsPerSecond, peakBytes } of batches.points) {
      expect(rowsPerSecond).toBeGreaterThan(0)
      expect(peakBytes).toBeGreaterThan(2 ** 20)
    }
    expect(batches.points.map(({ batchSize }) => batchSize)).toContain(batches.advice?.batchSize)
  })

  it('can be called off', async () => {
    const { plan } = await openSample(core.call, 'digits', { trials: 1 })
    const ticket = v.parse(Ticket, 'called-off-1')
    const { datasetVersionId, design } = plan
    const work = core.call('probe:batches', { datasetVersionId, design, ticket })
    const end = core.onEvent(({ event }) => {
      if (event === 'job:progressed') void core.call('job:cancel', { ticket })
    })
    await expect(work).rejects.toMatchObject({ code: 'app/cancelled' })
    end()
  })
})
