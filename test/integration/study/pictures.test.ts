import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadFile } from '../../../src/main/core/commandLine/uploadPath'
import { writePicture } from '../../../src/main/datasets/images/testing/samplePictures'
import type { DatasetPlan } from '../../../src/shared/domain/dataset'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newStep } from '../../../src/shared/domain/recipe'
import { createRandom } from '../../../src/shared/util/random'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

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

const [WIDTH, HEIGHT] = [16, 12]

/** Bars that lie or stand, anywhere, over noise. */
function drawBar(isLying: boolean, seed: number): Promise<Buffer> {
  const random = createRandom(seed)
  const place = 2 + random.integer(8)
  const points = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const across = isLying ? Math.floor(pixel / WIDTH) : pixel % WIDTH
    const level = across === place || across === place + 1 ? 200 : 60
    points.fill(level + random.integer(50), pixel * 3, pixel * 3 + 3)
  }
  const picture = sharp(points, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  return (seed % 2 === 0 ? picture.png() : picture.jpeg({ quality: 95 })).toBuffer()
}

/** A folder a class, and a file in it that is no picture. */
async function makeBars(count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-bars-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (let seed = 0; seed < count; seed++) {
    const isLying = seed % 4 < 2
    writePicture(folder, `${isLying ? 'lying' : 'standing'}/${seed}.jpg`, await drawBar(isLying, seed))
  }
  writePicture(folder, 'lying/broken.png', (await drawBar(true, 1000)).subarray(0, 70))
  return folder
}

function withAugmentation(plan: DatasetPlan): DatasetPlan {
  return { ...plan, recipe: [...plan.recipe, { ...newStep('augment', 'augment', 'pictures'), shiftX: 0.1 }] }
}

describe('a folder of pictures', () => {
  it('is imported, changed by chance in training, learnt, judged, exported and predicted', async () => {
    const folder = await makeBars(240)
    const { call } = core
    const read = await readSource(call, { paths: [folder], target: null, dialect: {}, name: 'bars' })
    expect(read.preview).toMatchObject({ rowCount: 240, rejected: [{ cause: 'truncatedPicture' }] })
    const plan = withAugmentation(read.preview.plan)
    const preview = await call('import:review', { fileId: read.fileId, plan })
    const { projectId, ...dataset } = await keepSource(call, { fileId: read.fileId, preview }, 'bars')

    const { design } = await call('model:create', {
      ...{ projectId, name: 'Net', template: 'pictureCnn', datasetId: dataset.id },
    })
    const { id } = await call('study:create', {
      projectId,
      name: 'Short',
      plan: {
        datasetVersionId: dataset.latest.id,
        design: {
          ...design,
          training: { ...design.training, batchSize: 16, epochs: 12 },
          data: dataset.latest.plan.recipe,
          search: { 'data.augment.shiftX': { kind: 'choice', values: [0, 0.2] } },
        },
        sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 2, seed: 1 },
        objective: { metric: 'accuracy', direction: 'maximize' },
        budget: { trials: 2, timeLimitSeconds: null, parallel: 1 },
      },
    })
    await call('study:start', { id })
    const study = await untilEnded(call, id, 100_000)
    expect(study).toMatchObject({ state: 'complete', counts: { complete: 2, failed: 0 } })
    const trialId = study.best?.trialId as TrialId
    const report = await call('test:open', { studyId: id, trialId })
    expect(report.rowCount).toBe(dataset.latest.counts.test)
    expect(report.metrics.accuracy).toBeGreaterThan(0.9)

    expect((await call('export:onnx', { trialId })).base64.length).toBeGreaterThan(1000)
    expect(await call('predict:fields', { trialId })).toMatchObject([{ kind: 'picture', column: 'image' }])
    const fileId = await uploadFile(call, join(folder, 'standing/2.jpg'))
    const [prediction] = await call('predict:rows', { trialId, rows: [{ image: fileId }] })
    expect(prediction?.value).toBe('standing')

    const others = await makeBars(8)
    const file = await readSource(call, { paths: [others], target: null, dialect: {}, name: 'others' })
    const predicted = await call('predict:file', { trialId, fileId: file.fileId })
    expect(predicted).toMatchObject({ rowCount: 8, unpredictedCount: 0, rejectedCount: 1 })
    const [label, found] = ['label', 'predicted label'].map((name) => predicted.header.indexOf(name))
    expect(predicted.preview.map((cells) => cells[found ?? -1])).toEqual(
      predicted.preview.map((cells) => cells[label ?? -1]),
    )
  })
})
