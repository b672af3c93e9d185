import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadFile } from '../../../src/main/core/commandLine/uploadPath'
import type { ArtifactSummary } from '../../../src/shared/domain/artifact'
import type { Design } from '../../../src/shared/domain/design'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

const IMAGES = join('..', 'shared', 'data', 'images')
const FILES = ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) => join(IMAGES, `mnist-test-${name}.gz`))
const MISSING = FILES.filter((file) => !existsSync(file))

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

const convolution = (id: string, filters: number) =>
  newLayer('conv2d', id, { filters, kernelSize: 3, activation: 'relu' })

const SMALL_CNN: Design = {
  layers: [
    convolution('first', 8),
    newLayer('maxPool2d', 'halve', {}),
    convolution('second', 16),
    newLayer('maxPool2d', 'quarter', {}),
    newLayer('flatten', 'flat', {}),
    newLayer('dense', 'hidden', { units: 64 }),
    newLayer('output', 'output', {}),
  ],
  training: { ...DEFAULT_TRAINING, epochs: 3, batchSize: 64, learningRate: 0.002 },
  search: {},
}

/** Ten thousand handwritten digits: the files that are for tests, divided here. */
async function trainOnDigits(): Promise<TrialId> {
  const { call } = core
  const read = await readSource(call, { paths: FILES, target: null, dialect: {}, name: 'digits' })
  const { projectId, latest } = await keepSource(call, read, 'digits')
  const { id } = await call('study:create', {
    projectId,
    name: 'Digits',
    plan: {
      datasetVersionId: latest.id,
      design: SMALL_CNN,
      sampler: { kind: 'random', seed: 1 },
      objective: { metric: 'accuracy', direction: 'maximize' },
      budget: { trials: 1, timeLimitSeconds: null, parallel: 1 },
    },
  })
  await call('study:start', { id })
  const { best } = await untilEnded(call, id, 200_000)
  return best?.trialId as TrialId
}

const accuracyLost = ({ before, after }: ArtifactSummary): number =>
  (before.validation.accuracy ?? 0) - (after.validation.accuracy ?? 0)
const timesSmaller = ({ before, after }: ArtifactSummary): number => before.sizeBytes / after.sizeBytes

describe.skipIf(MISSING.length > 0)(`a network of handwritten digits (needs ${FILES.join(', ')})`, () => {
  let trialId: TrialId
  beforeAll(async () => {
    trialId = await trainOnDigits()
  }, 240_000)

  it.each(['weights', 'dynamic', 'static'] as const)(
    'is a quarter as large in whole numbers (%s), and nearly as good',
    async (rounding) => {
      const method = { kind: 'int8', rounding } as const
      const artifact = await core.call('artifact:compress', { trialId, method })
      expect(artifact.before.validation.accuracy).toBeGreaterThan(0.93)
      expect(timesSmaller(artifact)).toBeGreaterThan(3.5)
      expect(accuracyLost(artifact)).toBeLessThanOrEqual(0.003)
      expect(artifact.after.latency.map(({ batch }) => batch)).toEqual([1, 32])
    },
    60_000,
  )

  it('loses most of its weights, and with them what they take', async () => {
    const method = { kind: 'prune', sparsity: 0.8, epochs: 2, rounding: 'weights' } as const
    const artifact = await core.call('artifact:compress', { trialId, method })
    const { weights, zeros } = artifact.after
    expect(zeros / weights).toBeGreaterThan(0.78)
    expect(timesSmaller(artifact)).toBeGreaterThan(6)
    expect(accuracyLost(artifact)).toBeLessThanOrEqual(0.01)
  }, 120_000)

  it('teaches a network of half its width, which is nearly as good', async () => {
    const method = { kind: 'distil', student: { kind: 'scaled', share: 0.5 }, epochs: 8 } as const
    const artifact = await core.call('artifact:compress', { trialId, method })
    expect(timesSmaller(artifact)).toBeGreaterThan(3)
    expect(accuracyLost(artifact)).toBeLessThanOrEqual(0.02)
    const { base64 } = await core.call('artifact:export', { id: artifact.id })
    expect(Buffer.from(base64, 'base64')).toHaveLength(artifact.after.sizeBytes)
  }, 120_000)

  it('answers in the place of the trial', async () => {
    const [student] = await core.call('artifact:list', { trialId })
    const asked = { trialId, fileId: await uploadFile(core.call, FILES[0] ?? '') }
    const { header, preview, rowCount } = await core.call('predict:file', {
      ...asked,
      ...(student ? { artifactId: student.id } : {}),
    })
    expect(rowCount).toBe(10_000)
    expect(header).toContain('predicted label')
    expect(preview).toHaveLength(20)
  }, 60_000)

  it('keeps what was made of it, until it is removed', async () => {
    const before = await core.call('artifact:list', { trialId })
    expect(before.map(({ method }) => method.kind)).toEqual(['distil', 'prune', 'int8', 'int8', 'int8'])
    const [newest] = before
    if (newest) await core.call('artifact:remove', { id: newest.id })
    expect(await core.call('artifact:list', { trialId })).toHaveLength(before.length - 1)
  })
})
