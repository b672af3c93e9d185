import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { compileTest, exportModel, initialWeights } from '../../../src/main/compiler'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { applyFitted, type RawCell } from '../../../src/main/datasets/recipe/applyFitted'
import type { FittedInput, FittedRecipe } from '../../../src/shared/domain/fittedRecipe'
import {
  PLAIN_WEIGHTS,
  ACTIVATIONS,
  type LayerSpec,
  type ModelSpec,
} from '../../../src/shared/domain/modelSpec'
import type { Output, Task } from '../../../src/shared/domain/task'
import { tableInput } from '../../../src/shared/domain/modelInput'

const number = { kind: 'number', isDate: false, fill: 0, center: 0, scale: 1 } as const
const category = {
  kind: 'category',
  method: 'oneHot',
  hasOther: false,
  fill: null,
  center: 0,
  scale: 1,
} as const

/** Names that could clash with those of the exported graph are on purpose. */
const INPUTS: FittedInput[] = [
  { ...number, column: 'age', fill: 30.5, center: 29.7, scale: 14.5 },
  { ...number, column: 'label', fill: null, center: -3, scale: 0.25 },
  { ...category, column: 'sex', categories: ['male', 'female'], fill: 'female' },
  { ...category, column: 'model.0', categories: ['S', 'C', ''], hasOther: true, fill: '' },
  { ...number, column: 'signed on', isDate: true, fill: 20454, center: 20454.123456, scale: 3.3 },
  { ...category, column: 'probabilities', categories: ['a "quoted", text', 'größer'], fill: 'größer' },
  {
    ...category,
    column: 'size',
    method: 'ordinal',
    categories: ['small', 'large'],
    hasOther: true,
    fill: 'rare',
    center: 0.8,
    scale: 0.6,
  },
  { ...number, column: 'value', fill: 1, center: 1e4, scale: 250 },
]

const ROWS: RawCell[][] = [
  [22, -2.5, 'male', 'S', 20455, 'größer', 'small', 10_100],
  [null, -3.25, null, null, null, null, null, null],
  [0.42, 1, 'unknown', 'Q', 20449.75, 'never seen', 'huge', -5],
  [80, 0, 'female', 'C', 20460, 'a "quoted", text', 'large', 10_000],
]

const hidden = { kind: 'dense', units: 12, useBias: true, initializer: 'heNormal', ...PLAIN_WEIGHTS } as const
const output: LayerSpec = {
  kind: 'output',
  id: 'output',
  useBias: true,
  initializer: 'glorotNormal',
  ...PLAIN_WEIGHTS,
}
const MODEL: ModelSpec = {
  layers: [
    { ...hidden, id: 'first', activation: 'relu' },
    { kind: 'dropout', id: 'drop', rate: 0.5 },
    { ...hidden, id: 'second', activation: 'linear' },
    ...ACTIVATIONS.map((activation): LayerSpec => ({ kind: 'activation', id: activation, activation })),
    output,
  ],
}

function makeFitted(output: Output): FittedRecipe {
  const featureNames = INPUTS.flatMap((input) => {
    if (input.kind === 'number' || input.method === 'ordinal') return [input.column]
    return [...input.categories, ...(input.hasOther ? ['other'] : [])].map(
      (name) => `${input.column}=${name}`,
    )
  })
  const isNumber = output.kind === 'number'
  return {
    ...{ inputs: INPUTS, featureNames, target: 'survived', output },
    targetCenter: isNumber ? 1234.5 : 0,
    targetScale: isNumber ? 50 : 1,
  }
}

function makeRequest(task: Task, output: Output) {
  const fitted = makeFitted(output)
  const inputs = [tableInput(fitted.featureNames.length)]
  const { parameters } = planModel({ layers: MODEL.layers, inputs, output, task })
  const values = initialWeights(parameters, 5)
  const weights = new Map(
    parameters.map(({ name, shape }, index) => [
      name,
      // Biases start at zero: give them something to add.
      { shape, values: (values[index] ?? new Float32Array()).map((value, at) => value + 0.01 * (at % 7)) },
    ]),
  )
  return { model: MODEL, task, weights, fitted, output, inputs, version: '0.1.0' }
}

type Request = ReturnType<typeof makeRequest>

async function runOnRawColumns(request: Request) {
  const session = await InferenceSession.create(exportModel(request))
  const feeds = session.inputNames.map((name, index) => {
    const cells = ROWS.map((row) => row[index] ?? null)
    const isNumber = INPUTS[index]?.kind === 'number'
    const values = isNumber
      ? Float32Array.from(cells, (cell) => Number(cell ?? NaN))
      : cells.map((cell) => String(cell ?? ''))
    return [
      name,
      new Tensor(isNumber ? 'float32' : 'string', values as Float32Array, [ROWS.length, 1]),
    ] as const
  })
  return { names: session.inputNames, outputs: await session.run(Object.fromEntries(feeds)) }
}

async function runOnFeatures(request: Request): Promise<number[]> {
  const { program, plan } = compileTest({ ...request, layers: request.model.layers })
  const session = await InferenceSession.create(program)
  const features = ROWS.flatMap((row) => [...applyFitted(request.fitted, row)])
  const feed = new Tensor('float32', Float32Array.from(features), [
    ROWS.length,
    request.fitted.featureNames.length,
  ])
  const targets = new Float32Array(ROWS.length)
  const y =
    plan.head.goal === 'multiclass'
      ? new Tensor('int32', Int32Array.from(targets), [ROWS.length])
      : new Tensor('float32', targets, [ROWS.length, 1])
  const weights = [...request.weights].map(
    ([name, { shape, values }]) => [name, new Tensor('float32', values, shape)] as const,
  )
  const { predictions } = await session.run({ ...Object.fromEntries(weights), x: feed, y })
  return [...(predictions?.data as Float32Array)]
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, index) => expect(Math.abs((actual[index] ?? NaN) - value)).toBeLessThan(tolerance))
}

const THREE: Output = { kind: 'classes', labels: ['first', 'second', 'third'] }
const TWO: Output = { kind: 'classes', labels: ['died', 'survived'] }

describe('exportModel', () => {
  it('gives the probabilities of many classes that the network gives on prepared rows', async () => {
    const request = makeRequest('multiclass', THREE)
    const { outputs } = await runOnRawColumns(request)
    const expected = await runOnFeatures(request)
    expectClose([...(outputs['probabilities']?.data as Float32Array)], expected, 1e-5)
    const best = ROWS.map((_, row) => {
      const own = expected.slice(row * 3, row * 3 + 3)
      return THREE.labels[own.indexOf(Math.max(...own))]
    })
    expect(outputs['label']?.data).toEqual(best)
  })

  it.each(['binary', 'multiclass'] as const)(
    'gives both classes of a %s task with two labels',
    async (task) => {
      const request = makeRequest(task, TWO)
      const { outputs } = await runOnRawColumns(request)
      const predictions = await runOnFeatures(request)
      const expected = task === 'binary' ? predictions.flatMap((second) => [1 - second, second]) : predictions
      expectClose([...(outputs['probabilities']?.data as Float32Array)], expected, 1e-5)
      const labels = ROWS.map((_, row) => ((expected[2 * row + 1] ?? 0) > 0.5 ? 'survived' : 'died'))
      expect(outputs['label']?.data).toEqual(labels)
    },
  )

  it('gives a number in the units of the target', async () => {
    const request = makeRequest('regression', { kind: 'number' })
    const { outputs } = await runOnRawColumns(request)
    const expected = (await runOnFeatures(request)).map((scaled) => scaled * 50 + 1234.5)
    expect(outputs['value']?.dims).toEqual([ROWS.length])
    expectClose([...(outputs['value']?.data as Float32Array)], expected, 1e-5 * 1234)
    expect(Object.keys(outputs)).toEqual(['value'])
  })

  it('names an input as its column unless the name is taken', async () => {
    const { names } = await runOnRawColumns(makeRequest('binary', TWO))
    expect(names).toEqual([
      'age',
      'label_2',
      'sex',
      'model.0_2',
      'signed on',
      'probabilities_2',
      'size',
      'value',
    ])
  })

  it('works for numbers alone and for one category alone', async () => {
    for (const input of [INPUTS[0], INPUTS[2]]) {
      if (input === undefined) continue
      const fitted: FittedRecipe = {
        ...makeFitted(TWO),
        inputs: [input],
        featureNames: input.kind === 'number' ? ['age'] : ['sex=male', 'sex=female'],
      }
      const layers = [output]
      const { parameters } = planModel({
        layers,
        inputs: [tableInput(fitted.featureNames.length)],
        output: TWO,
        task: 'binary',
      })
      const values = initialWeights(parameters, 1)
      const weights = new Map(
        parameters.map(({ name, shape }, index) => [
          name,
          { shape, values: values[index] ?? new Float32Array() },
        ]),
      )
      const bytes = exportModel({ model: { layers }, task: 'binary', weights, fitted, version: '0.1.0' })
      const session = await InferenceSession.create(bytes)
      const feed =
        input.kind === 'number' ? new Tensor('float32', [1], [1, 1]) : new Tensor('string', ['male'], [1, 1])
      const { probabilities } = await session.run({ [input.column]: feed })
      expect(probabilities?.dims).toEqual([1, 2])
    }
  })

  it('gives equal bytes for equal requests', () => {
    const request = makeRequest('multiclass', THREE)
    expect(exportModel(request)).toEqual(exportModel(request))
  })
})
