import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSampler } from '../../../src/shared/domain/search/newSampler'
import type { FurtherObjective } from '../../../src/shared/domain/search/objective'
import type { SamplerSpec } from '../../../src/shared/domain/search/samplerSpec'
import type { StudySummary } from '../../../src/shared/domain/study'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
}, 120_000)
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

const TRIALS = 16

/** Searches the layers of a network of digits. */
async function search(
  sampler: SamplerSpec,
  furtherObjectives: FurtherObjective[] = [],
): Promise<StudySummary> {
  const { call } = core
  const { projectId, plan } = await openSample(call, 'digits', {})
  const [dataset] = await call('dataset:list', { projectId })
  const { design } = await call('model:create', {
    ...{ projectId, name: 'Architecture', template: 'architectureTable' },
    ...(dataset ? { datasetId: dataset.id } : {}),
  })
  const { id } = await call('study:create', {
    projectId,
    name: 'Layers',
    plan: {
      datasetVersionId: plan.datasetVersionId,
      design: { ...design, training: { ...design.training, epochs: 3, patience: 0 } },
      sampler,
      objective: { metric: 'accuracy', direction: 'maximize' },
      furtherObjectives,
      budget: { trials: TRIALS, timeLimitSeconds: null, parallel: 2 },
    },
  })
  await call('study:start', { id })
  return untilEnded(call, id, 120_000)
}

const START = { seed: 1, trials: TRIALS, epochs: 3 }
const EVOLUTION = newSampler('evolution', START)
const RANDOM = newSampler('random', START)

describe('a search of architectures', () => {
  it('by evolution finds at least what chance finds', async () => {
    const [evolved, drawn] = [await search(EVOLUTION), await search(RANDOM)]
    expect(evolved.counts).toMatchObject({ complete: TRIALS, failed: 0 })
    expect(drawn.counts).toMatchObject({ complete: TRIALS, failed: 0 })
    expect(evolved.best?.value ?? 0).toBeGreaterThanOrEqual((drawn.best?.value ?? 1) - 0.005)
  }, 120_000)

  it('weighs accuracy against time to answer and size, and its best becomes a model', async () => {
    const { id, projectId, counts } = await search(RANDOM, [
      { measure: 'latency', direction: 'minimize' },
      { measure: 'modelSize', direction: 'minimize' },
    ])
    expect(counts).toMatchObject({ complete: TRIALS, failed: 0 })
    const rows = await core.call('trial:list', { studyId: id })
    for (const { validation } of rows) {
      expect(validation.latency).toBeGreaterThan(0)
      expect(validation.modelSize).toBeGreaterThan(1000)
    }
    const sizes = rows.map(({ validation }) => validation.modelSize ?? 0)
    expect(Math.max(...sizes)).toBeGreaterThan(2 * Math.min(...sizes))
    const [row] = rows
    const made = row && (await core.call('model:fromTrial', { trialId: row.id }))
    expect(made).toMatchObject({ projectId, design: { search: {} } })
    expect(made?.design.layers.some(({ kind }) => kind === 'repeat')).toBe(false)
  }, 120_000)
})
