import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrialId } from '../../../src/shared/domain/ids'
import { SAMPLES, type SampleCard } from '../../../src/shared/domain/sample'
import type { LatentWay } from '../../../src/shared/domain/studio'
import { WORDS_LANGUAGES } from '../../../src/shared/words/language'
import { SAMPLE_WORDS } from '../../../src/shared/words/samples'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore } from '../../support/coreBench'
import { createSampleRuns } from '../../support/sampleRuns'

let programs: BuiltPrograms
let core: CoreBench
let cards: SampleCard[]
const runs = createSampleRuns(() => core.call)
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  cards = await core.call('sample:list', null)
}, 120_000)
afterAll(async () => {
  await core.shutdown()
  await programs.remove()
})

describe('samples', () => {
  it('have words for every part and study, in every language', () => {
    expect(cards.map(({ id }) => id)).toEqual([...SAMPLES])
    for (const language of WORDS_LANGUAGES) {
      for (const { id, parts } of cards) {
        const words = SAMPLE_WORDS[language][id]
        for (const part of parts) {
          expect(words.parts[part.id], `${language} ${id} ${part.id}`).toBeTruthy()
          expect(Boolean(words.own[part.id]), `${language} ${id} ${part.id} own`).toBe(part.accepts !== null)
          for (const study of part.studies) {
            expect(words.studies[study.id], `${language} ${id} ${study.id}`).toBeTruthy()
          }
        }
      }
    }
  })

  it.each(SAMPLES)('%s opens and runs to its result', { timeout: 240_000 }, async (id) => {
    const card = cards.find((candidate) => candidate.id === id)
    if (card?.parts.every(({ origin }) => origin === 'own')) {
      const asked = core.call('sample:open', { id, name: id, isQuick: true })
      return expect(asked).rejects.toMatchObject({ code: 'sample/own-data-needed' })
    }
    const { opened, studies } = await runs.of(id)
    expect(await core.call('sample:ofProject', { projectId: opened.projectId })).toBe(id)
    const ready = card?.parts.filter(({ origin }) => origin !== 'own') ?? []
    expect(studies).toHaveLength(ready.flatMap((part) => part.studies).length)
    for (const study of studies) {
      expect(study, study.name).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      expect(study.best?.value, study.name).toEqual(expect.any(Number))
    }
  })
})

describe('a forecast', { timeout: 60_000 }, () => {
  it('stands beside those that only repeat the past', async () => {
    const { id: studyId, best } = await runs.study('forecast', 'Next month')
    const report = await core.call('test:open', { studyId, trialId: best?.trialId as TrialId })
    // The last 29 of 144 months: worked out by hand with NumPy from the published figures.
    expect(report.rowCount).toBe(29)
    expect(report.naive).toMatchObject({ season: 12 })
    expect(report.naive?.naive?.rmse).toBeCloseTo(52.491, 2)
    expect(report.naive?.seasonalNaive?.rmse).toBeCloseTo(46.082, 2)
  })
})

const sizeOf = ({ base64 }: { readonly base64: string }): number => Buffer.from(base64, 'base64').length

describe('an autoencoder', { timeout: 120_000 }, () => {
  let trialId: TrialId
  beforeAll(async () => {
    trialId = await runs.best('autoencoder', 'Noise removed')
  }, 120_000)

  it('gives rows back, from noise where it begins with noise', async () => {
    const { real, noisy, made, errors } = await core.call('trial:reconstruct', { trialId, count: 5 })
    expect(real.strip).toMatchObject({ count: 5, height: 28, width: 28, channels: 1 })
    expect(noisy?.strip?.base64).not.toBe(real.strip?.base64)
    expect(made.strip && sizeOf(made.strip)).toBe(5 * 28 * 28)
    expect(errors).toHaveLength(5)
    for (const error of errors) expect(error).toBeGreaterThan(0)
  })

  it('lays out the codes of its narrowest layer, by components and by neighbours', async () => {
    const byComponents = await core.call('trial:mapCodes', { trialId })
    expect(byComponents).toMatchObject({ layer: 'code', method: 'pca', rowCount: 50 })
    expect(byComponents.points).toHaveLength(50)
    expect(byComponents.targets).toHaveLength(50)
    const [first = 0, second = 0] = byComponents.explained ?? []
    expect(first).toBeGreaterThanOrEqual(second)
    const byNeighbours = await core.call('trial:mapCodes', { trialId, method: 'umap', neighbours: 5 })
    expect(byNeighbours.explained).toBeNull()
    for (const { x, y } of byNeighbours.points) expect(Number.isFinite(x + y)).toBe(true)
    const again = await core.call('trial:mapCodes', { trialId, method: 'umap', neighbours: 5 })
    expect(again.points).toEqual(byNeighbours.points)
  })

  it('maps any layer that it names', async () => {
    const { layers } = await core.call('trial:mapCodes', { trialId })
    expect(layers.map(({ id }) => id)).toContain('encoder')
    const { layer } = await core.call('trial:mapCodes', { trialId, layer: 'encoder' })
    expect(layer).toBe('encoder')
  })

  it('finds the rows that it gives back worst, beyond what most validation rows stay under', async () => {
    const { threshold, parts, rows, real, made } = await core.call('trial:anomalies', {
      trialId,
      share: 0.9,
      top: 6,
    })
    const validation = parts.find(({ part }) => part === 'validation')
    expect(validation).toMatchObject({ rows: 50, beyond: 5 })
    expect(rows).toHaveLength(6)
    expect(rows.map(({ error }) => error)).toEqual(rows.map(({ error }) => error).sort((a, b) => b - a))
    expect(rows[0]?.error).toBeGreaterThan(threshold)
    expect(real.strip?.count).toBe(6)
    expect(made.strip?.count).toBe(6)
  })

  it('makes no rows of random numbers', async () => {
    const way: LatentWay = { kind: 'points', seeds: [1], steps: 1 }
    await expect(core.call('trial:generate', { trialId, way })).rejects.toMatchObject({
      code: 'studio/no-generator',
    })
  })
})

describe('a generator', { timeout: 120_000 }, () => {
  let trialId: TrialId
  beforeAll(async () => {
    trialId = await runs.best('generator', 'Generator and discriminator')
  }, 120_000)

  it('makes a row of every point on the way, always the same', async () => {
    const way: LatentWay = { kind: 'points', seeds: [1, 2, 3], steps: 4 }
    const once = await core.call('trial:generate', { trialId, way })
    expect(once.made.strip).toMatchObject({ count: 9, height: 28, width: 28 })
    expect(await core.call('trial:generate', { trialId, way })).toEqual(once)
  })

  it('moves along one axis', async () => {
    const way: LatentWay = { kind: 'axis', seed: 1, axis: 3, reach: 3, steps: 7 }
    const { made, latentSize } = await core.call('trial:generate', { trialId, way })
    expect(latentSize).toBe(32)
    expect(made.strip?.count).toBe(7)
  })

  it('is mapped by its rows beside real ones', async () => {
    const { points, targets, labels } = await core.call('trial:mapCodes', { trialId })
    expect(labels).toEqual(['real', 'made'])
    expect(points).toHaveLength(100)
    expect(targets.filter((target) => target === 'made')).toHaveLength(50)
  })

  it('gives no rows back', async () => {
    await expect(core.call('trial:reconstruct', { trialId })).rejects.toMatchObject({
      code: 'studio/no-reconstruction',
    })
  })
})

describe('a classifier', { timeout: 60_000 }, () => {
  it('is mapped by what its last hidden layer makes of rows', async () => {
    const trialId = await runs.best('iris', 'Iris')
    const { points, labels, strip } = await core.call('trial:mapCodes', { trialId })
    expect(points).toHaveLength(24)
    expect(labels).toHaveLength(3)
    expect(strip).toBeNull()
  })
})
