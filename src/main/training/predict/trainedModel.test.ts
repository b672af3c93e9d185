import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { createOnnxRunner } from '../runners/onnx'
import { makeRequest, makeRows, makeRunData, writePrepared } from '../testing/prepared'
import { writeWeights } from '../weightsFile'
import { createRunControl } from '../worker/runControl'
import { trainRun } from '../worker/trainRun'
import { createPredictor } from './createPredictor'
import { evaluateOnTest, exportTrained, type TrainedModel } from './trainedModel'

/** Trains for real; the test rows are the validation rows again, so that their figures are known. */
async function train(
  isRegression: boolean,
  changes: Partial<TrainingSpec> = {},
): Promise<{ trained: TrainedModel; validation: object }> {
  const data = makeRunData(isRegression)
  const dataFolder = await writePrepared({
    ...data,
    meta: { ...data.meta, counts: { ...data.meta.counts, test: 60 } },
  })
  const { x, y } = data.validation
  await writeFile(join(dataFolder, 'test.x.f32'), new Uint8Array(x.buffer))
  await writeFile(join(dataFolder, 'test.y.f32'), new Uint8Array(y.buffer))
  const numbers = {
    task: 'regression',
    output: { kind: 'number' },
    objective: { metric: 'rmse', direction: 'minimize' },
  }
  const request = makeRequest({ epochs: 3, ...changes }, isRegression ? numbers : {})
  const result = await trainRun({
    request,
    data,
    createRunner: createOnnxRunner,
    control: createRunControl(() => undefined),
    clock: { now: () => 0 },
    onStep: () => undefined,
  })
  const weightsFile = join(await mkdtemp(join(tmpdir(), 'fettle-trained-')), 'weights.bin')
  await writeWeights(weightsFile, result?.weights ?? new Map())
  const { model, training, task } = request
  return {
    trained: { model, training, task, dataFolder, weightsFile },
    validation: result?.result.validation ?? {},
  }
}

describe('evaluateOnTest', () => {
  it.each([false, true])(
    'gives the figures that training gave on the same rows (regression: %s)',
    async (isRegression) => {
      const { trained, validation } = await train(isRegression)
      const { metrics, rowCount, report } = await evaluateOnTest(trained)
      expect(rowCount).toBe(60)
      expect(Object.keys(metrics).sort()).toEqual(Object.keys(validation).sort())
      for (const [name, value] of Object.entries(validation))
        expect(metrics[name as 'loss']).toBeCloseTo(Number(value), 5)
      expect(report.kind).toBe(isRegression ? 'number' : 'classes')
    },
  )

  it.each<[boolean, Partial<TrainingSpec>]>([
    [true, { loss: 'poisson' }],
    [true, { loss: 'quantile', quantile: 0.9 }],
    [true, { loss: 'huber', schedule: 'cosine', optimizer: 'adamw' }],
    [false, { loss: 'focal', classWeights: 'balanced' }],
    [false, { loss: 'hinge', clipNorm: 1 }],
    [false, { loss: 'crossEntropy', labelSmoothing: 0.1, schedule: 'plateau' }],
  ])('means the same loss by its name (regression: %s, %j)', async (isRegression, changes) => {
    const { trained, validation } = await train(isRegression, changes)
    const { metrics } = await evaluateOnTest(trained)
    for (const [name, value] of Object.entries(validation))
      expect(metrics[name as 'loss']).toBeCloseTo(Number(value), 4)
  })

  it('says so when the weights are gone', async () => {
    const { trained } = await train(false)
    const gone = { ...trained, weightsFile: `${trained.weightsFile}.gone` }
    await expect(evaluateOnTest(gone)).rejects.toMatchObject({ code: 'file/unreadable' })
  })
})

describe('exportTrained', () => {
  it('predicts rates in the units of the target after a Poisson loss, as the test does', async () => {
    const { trained } = await train(true, { loss: 'poisson' })
    const model = await exportTrained(trained, '0.1.0')
    const predictor = await createPredictor({ ...model, reading: { decimal: '.', missing: [] } })
    const { report } = await evaluateOnTest(trained)
    const { x } = makeRunData(true).validation
    const rows = Array.from({ length: 60 }, (_, row) => ({
      a: String(x[2 * row]),
      b: String(x[2 * row + 1]),
    }))
    const predicted = (await predictor.predict(rows)).map(({ value }) => Number(value))
    await predictor.dispose()
    expect(predicted.every((value) => value > 0)).toBe(true)
    const points = report.kind === 'number' ? report.points : []
    points.forEach((point, row) => expect(predicted[row]).toBeCloseTo(point.predicted, 3))
  })

  it('gives a model that finds the classes of raw rows', async () => {
    const { trained } = await train(false)
    const model = await exportTrained(trained, '0.1.0')
    const predictor = await createPredictor({ ...model, reading: { decimal: '.', missing: [] } })
    const { x, y } = makeRows(40, 9)
    const rows = Array.from(y, (_, row) => ({ a: String(x[2 * row]), b: String(x[2 * row + 1]) }))
    const predictions = await predictor.predict(rows)
    const hits = predictions.filter(({ value }, row) => value === (y[row] === 1 ? 'yes' : 'no'))
    expect(hits.length).toBeGreaterThan(30)
    await predictor.dispose()
  })
})
