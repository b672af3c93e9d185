import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrialId } from '../../../src/shared/domain/ids'
import type { SampleId } from '../../../src/shared/domain/sample'
import type { LatentWay } from '../../../src/shared/domain/studio'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
}, 120_000)
afterAll(async () => {
  await core.shutdown()
  await programs.remove()
})

/** @returns the best trial of the study of this name, after a quick look at the sample. */
async function train(id: SampleId, name: string): Promise<TrialId> {
  const { projectId } = await core.call('sample:open', { id, name: id, isQuick: true })
  const study = (await core.call('study:list', { projectId })).find((candidate) => candidate.name === name)
  if (!study) throw new TypeError(`no study ${name}`)
  await core.call('study:start', { id: study.id })
  const { best } = await untilEnded(core.call, study.id)
  return best?.trialId as TrialId
}

const sizeOf = ({ base64 }: { readonly base64: string }): number => Buffer.from(base64, 'base64').length

describe('an autoencoder', { timeout: 120_000 }, () => {
  let trialId: TrialId
  beforeAll(async () => {
    trialId = await train('autoencoder', 'Noise removed')
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
    trialId = await train('generator', 'Generator and discriminator')
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
    const trialId = await train('iris', 'Iris')
    const { points, labels, strip } = await core.call('trial:mapCodes', { trialId })
    expect(points).toHaveLength(24)
    expect(labels).toHaveLength(3)
    expect(strip).toBeNull()
  })
})
