import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadPaths } from '../../../src/main/core/commandLine/uploadPath'
import { writePicture } from '../../../src/main/datasets/images/testing/samplePictures'
import { designOnBackbone, withPictureSize } from '../../../src/shared/domain/backbone'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newStep } from '../../../src/shared/domain/recipe'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'
import { NO_TENSORFLOW, TENSORFLOW } from '../../support/tensorFlowLibrary'

const NETWORK = resolve(import.meta.dirname, '../../fixtures/onnxBackbones/residual18.onnx')
const ELSEWHERE = { code: 'backbone/onnx-elsewhere', details: { what: 'TensorFlow' } }
const SIDE = 8

describe.skipIf(TENSORFLOW === null)(`a backbone of ONNX where TensorFlow was chosen${NO_TENSORFLOW}`, () => {
  let programs: BuiltPrograms
  let core: CoreBench
  const folder = mkdtempSync(join(tmpdir(), 'fettle-shades-'))

  beforeAll(async () => {
    for (let index = 0; index < 40; index++) {
      const kind = index % 2 === 0 ? 'dark' : 'light'
      const level = (kind === 'dark' ? 40 : 180) + index
      const points = Buffer.alloc(SIDE * SIDE * 3, level)
      const picture = sharp(points, { raw: { width: SIDE, height: SIDE, channels: 3 } })
      writePicture(folder, `${kind}/${String(index)}.png`, await picture.png().toBuffer())
    }
    programs = await buildPrograms()
    core = await openCore(programs)
    await core.call('engine:choose', { folder: TENSORFLOW })
    await core.call('preferences:set', { engine: 'tensorflow' })
  }, 60_000)
  afterAll(async () => {
    await core[Symbol.asyncDispose]()
    await programs.remove()
    rmSync(folder, { recursive: true })
  })

  it('trains its head on what was computed once; pictures that change are trained by ONNX Runtime, which says why', async () => {
    const { call } = core
    const fileId = await uploadPaths(call, [NETWORK])
    const backbone = await call('backbone:import', { fileId, name: 'net' })
    const read = await readSource(call, { paths: [folder], target: null, dialect: {}, name: 'shades' })
    const sized = withPictureSize(read.preview.plan, [SIDE, SIDE, 3])
    const augment = { ...newStep('augment', 'augment', 'pictures'), shiftX: 0.1 }
    const preview = await call('import:review', {
      fileId: read.fileId,
      plan: { ...sized, recipe: [...sized.recipe, augment] },
    })
    const { projectId, latest } = await keepSource(call, { fileId: read.fileId, preview }, 'shades')
    const design = designOnBackbone(backbone)
    const { id } = await call('study:create', {
      ...{ projectId, name: 'mixed' },
      plan: {
        datasetVersionId: latest.id,
        design: {
          ...design,
          training: { ...design.training, epochs: 2, patience: 0 },
          data: latest.plan.recipe,
          search: { 'data.augment.shiftX': { kind: 'choice', values: [0, 0.2] } },
        },
        sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 2, seed: 1 },
        objective: { metric: 'accuracy', direction: 'maximize' },
        budget: { trials: 2, timeLimitSeconds: null, parallel: 1 },
      },
    })
    await call('study:start', { id })
    expect(await untilEnded(call, id, 100_000)).toMatchObject({ counts: { complete: 2, failed: 0 } })
    const trials = await call('trial:list', { studyId: id })
    const placeOf = (shift: number) =>
      trials.find(({ assignment }) => assignment['data.augment.shiftX'] === shift)?.placement
    expect(placeOf(0)).toMatchObject({ engine: 'tensorflow' })
    expect(placeOf(0)?.instead).toBeUndefined()
    expect(placeOf(0.2)).toMatchObject({ engine: 'onnx', instead: ELSEWHERE })

    const trialId = trials.find(({ placement }) => placement?.engine === 'onnx')?.id as TrialId
    const again = await call('study:refit', { trialId, name: 'all rows' })
    expect(await untilEnded(call, again.id, 100_000)).toMatchObject({ counts: { complete: 1, failed: 0 } })
    const [refit] = await call('trial:list', { studyId: again.id })
    expect(refit?.placement).toMatchObject({ engine: 'onnx', instead: ELSEWHERE })
    const measured = await call('compute:list', null)
    const tried = measured.find(({ studyId }) => studyId === again.id)?.measurements ?? []
    expect(tried.filter(({ placement }) => placement.engine === 'tensorflow')).not.toEqual([])
    for (const { placement, reason } of tried)
      if (placement.engine === 'tensorflow') expect(reason).toEqual(ELSEWHERE)
  }, 120_000)
})
