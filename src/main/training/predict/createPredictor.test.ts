import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Task } from '../../../shared/domain/task'
import { exportModel } from '../../compiler'
import { createPredictor, type Predictor } from './createPredictor'

const OUTPUT_LAYER = {
  kind: 'output',
  id: 'output',
  useBias: true,
  initializer: 'zeros',
  ...PLAIN_WEIGHTS,
} as const

function makeFitted(change: Partial<FittedRecipe> = {}): FittedRecipe {
  const number = { kind: 'number', isDate: false, fill: null, center: 0, scale: 1 } as const
  return {
    inputs: [
      { ...number, column: 'width', fill: 2 },
      { ...number, column: 'length' },
      {
        ...{ kind: 'category', column: 'colour', method: 'oneHot', categories: ['red', ''], fill: '' },
        ...{ hasOther: false, center: 0, scale: 1 },
      },
    ],
    featureNames: ['width', 'length', 'colour=red', 'colour='],
    target: 'kind',
    output: { kind: 'classes', labels: ['small', 'large'] },
    targetCenter: 0,
    targetScale: 1,
    ...change,
  }
}

/** A network that adds up its inputs, "red" counting 10 and a missing colour 100. */
async function makePredictor(task: Task, fitted: FittedRecipe): Promise<Predictor> {
  const weights = new Map([
    ['output/kernel', { shape: [4, 1], values: new Float32Array([1, 1, 10, 100]) }],
    ['output/bias', { shape: [1], values: new Float32Array(1) }],
  ])
  const onnx = exportModel({ model: { layers: [OUTPUT_LAYER] }, task, weights, fitted, version: '0.1.0' })
  const predictor = await createPredictor({ onnx, fitted, reading: { decimal: ',', missing: ['?'] } })
  onTestFinished(() => predictor.dispose())
  return predictor
}

const SUM = makeFitted({ output: { kind: 'number' }, targetCenter: 1000, targetScale: 2 })

describe('createPredictor', () => {
  it('reads cells as the import does and fills the missing ones', async () => {
    const predictor = await makePredictor('regression', SUM)
    const predictions = await predictor.predict([
      { width: '1,5', length: '0', colour: 'red' },
      { width: '?', length: ' 3 ', colour: null },
      { length: '1', colour: 'blue', other: 'ignored' },
    ])
    expect(predictions.map(({ value }) => value)).toEqual([1023, 1210, 1006])
    expect(predictions[0]?.probabilities).toBeNull()
  })

  it('names the class and gives a probability a label', async () => {
    const predictor = await makePredictor('binary', makeFitted())
    const [prediction] = await predictor.predict([{ width: '1', length: '-11', colour: 'red' }])
    expect(prediction).toEqual({
      value: 'small',
      probabilities: [
        { label: 'small', probability: 0.5 },
        { label: 'large', probability: 0.5 },
      ],
    })
  })

  it('refuses a text that is no number, and a missing cell that nothing fills', async () => {
    const predictor = await makePredictor('regression', SUM)
    await expect(predictor.predict([{ width: 'wide', length: '1' }])).rejects.toMatchObject({
      code: 'predict/not-a-number',
      details: { column: 'width', value: 'wide' },
    })
    await expect(predictor.predict([{ width: '1', length: '?' }])).rejects.toMatchObject({
      code: 'predict/missing-column',
      details: { column: 'length' },
    })
  })

  it('takes more rows than fit one batch, and none', async () => {
    const predictor = await makePredictor('regression', SUM)
    const rows = Array.from({ length: 5000 }, (_, row) => ({
      width: '0',
      length: String(row),
      colour: 'red',
    }))
    const predictions = await predictor.predict(rows)
    expect(predictions.map(({ value }) => value)).toEqual(rows.map((_, row) => 1020 + 2 * row))
    expect(await predictor.predict([])).toEqual([])
  })
})
