import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Task } from '../../../shared/domain/task'
import { tableInput } from '../../../shared/domain/modelInput'
import { exportModel } from '../../compiler'
import { createPredictor, type Predictor } from './createPredictor'

const OUTPUT_LAYER = {
  kind: 'output',
  id: 'output',
  useBias: true,
  initializer: 'zeros',
  ...PLAIN_WEIGHTS,
} as const

const FEATURES = ['width', 'length', 'colour=red', 'colour=missing']

function makeFitted(change: Partial<FittedRecipe> = {}): FittedRecipe {
  return {
    reads: [
      { column: 'width', kind: 'number', isRequired: false, categories: [] },
      { column: 'length', kind: 'number', isRequired: true, categories: [] },
      { column: 'colour', kind: 'category', isRequired: false, categories: ['red'] },
    ],
    primitives: [
      { kind: 'fill', columns: ['width'], values: [2] },
      {
        ...{ kind: 'lookup', column: 'colour', keys: ['red'], isOneHot: true, table: [] },
        ...{ other: [0, 0], missing: [0, 1], names: FEATURES.slice(2) },
      },
    ],
    inputs: [{ spec: tableInput(FEATURES.length), source: { kind: 'figures', features: FEATURES } }],
    window: null,
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
  const model = exportModel({ model: { layers: [OUTPUT_LAYER] }, task, weights, fitted, version: '0.1.0' })
  const predictor = await createPredictor({ ...model, fitted, reading: { decimal: ',', missing: ['?'] } })
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
    expect(predictions[0]).toMatchObject({ probabilities: null })
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

  it('refuses a text that is no number', async () => {
    const predictor = await makePredictor('regression', SUM)
    await expect(predictor.predict([{ width: 'wide', length: '1' }])).rejects.toMatchObject({
      code: 'predict/not-a-number',
      details: { column: 'width', value: 'wide' },
    })
  })

  it('leaves out a row that lacks what nothing fills, and names the column', async () => {
    const predictor = await makePredictor('regression', SUM)
    const predictions = await predictor.predict([
      { width: '1', length: '?' },
      { width: '1', length: '2' },
    ])
    expect(predictions).toEqual([
      { value: null, column: 'length' },
      { value: 1206, probabilities: null },
    ])
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
