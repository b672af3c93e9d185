import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { compileTest, exportModel, initialWeights } from '../../../src/main/compiler'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { applyFitted, type RawCell } from '../../../src/main/datasets/recipe/testing/applyFitted'
import { featureNamesOf, type FittedRecipe, type RawColumn } from '../../../src/shared/domain/fittedRecipe'
import type { Primitive, PrimitiveOf } from '../../../src/shared/domain/primitives'
import {
  PLAIN_WEIGHTS,
  ACTIVATIONS,
  type LayerSpec,
  type ModelSpec,
} from '../../../src/shared/domain/modelSpec'
import type { Output, Task } from '../../../src/shared/domain/task'
import { tableInput } from '../../../src/shared/domain/modelInput'

type OneHot = Pick<PrimitiveOf<'lookup'>, 'column' | 'keys' | 'names'> & Partial<PrimitiveOf<'lookup'>>

const read = (column: string): RawColumn => ({ column, kind: 'number', isRequired: false, categories: [] })

const oneHot = ({ names, ...lookup }: OneHot): Primitive => ({
  kind: 'lookup',
  isOneHot: true,
  table: [],
  other: names.map(() => 0),
  missing: names.map(() => 0),
  names,
  ...lookup,
})

/** Names that could clash with those of the exported graph are on purpose. */
const READS: RawColumn[] = [
  ['age', 'number'] as const,
  ['label', 'number'] as const,
  ['sex', 'category'] as const,
  ['model.0', 'category'] as const,
  ['signed on', 'date'] as const,
  ['probabilities', 'category'] as const,
  ['size', 'category'] as const,
  ['value', 'number'] as const,
].map(([column, kind]) => ({ column, kind, isRequired: false, categories: [] }))

const FIGURES = ['age', 'label', 'signed on', 'size', 'value']
const FEATURES = [
  ...[
    'age',
    'label',
    'sex=male',
    'sex=female',
    'port=S',
    'port=C',
    'port=missing',
    'port=other',
    'signed on',
  ],
  ...['quoted', 'larger', 'size', 'value'],
]

const PRIMITIVES: Primitive[] = [
  { kind: 'fill', columns: ['age', 'signed on', 'value'], values: [30.5, 20454, 1] },
  { kind: 'fill', columns: ['label'], values: [-3.5] },
  { kind: 'fillText', column: 'sex', value: 'female' },
  oneHot({ column: 'sex', keys: ['male', 'female'], names: ['sex=male', 'sex=female'] }),
  oneHot({
    column: 'model.0',
    keys: ['S', 'C'],
    names: ['port=S', 'port=C', 'port=missing', 'port=other'],
    other: [0, 0, 0, 1],
    missing: [0, 0, 1, 0],
  }),
  { kind: 'fillText', column: 'probabilities', value: 'größer' },
  oneHot({ column: 'probabilities', keys: ['a "quoted", text', 'größer'], names: ['quoted', 'larger'] }),
  oneHot({
    column: 'size',
    keys: ['small', 'large'],
    isOneHot: false,
    table: [[0], [1]],
    names: ['size'],
    other: [2],
    missing: [2],
  }),
  {
    kind: 'affine',
    columns: FIGURES,
    centers: [29.7, -3, 20454.123456, 0.8, 1e4],
    scales: [14.5, 0.25, 3.3, 0.6, 250],
  },
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
  const isNumber = output.kind === 'number'
  return {
    reads: READS,
    primitives: PRIMITIVES,
    inputs: [{ spec: tableInput(FEATURES.length), source: { kind: 'figures', features: FEATURES } }],
    window: null,
    target: 'survived',
    output,
    targetCenter: isNumber ? 1234.5 : 0,
    targetScale: isNumber ? 50 : 1,
  }
}

function makeRequest(task: Task, output: Output) {
  const fitted = makeFitted(output)
  const inputs = [tableInput(featureNamesOf(fitted).length)]
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

function toTensor(kind: RawColumn['kind'] | undefined, cells: readonly RawCell[]): Tensor {
  const dims = [cells.length, 1]
  if (kind === 'category')
    return new Tensor(
      'string',
      cells.map((cell) => String(cell ?? '')),
      dims,
    )
  const figures = cells.map((cell) => Number(cell ?? NaN))
  return kind === 'date'
    ? new Tensor('float64', Float64Array.from(figures), dims)
    : new Tensor('float32', Float32Array.from(figures), dims)
}

async function runOnRawColumns(request: Request) {
  const session = await InferenceSession.create(exportModel(request).onnx)
  const feeds = session.inputNames.map((name, index) => {
    const cells = ROWS.map((row) => row[index] ?? null)
    return [name, toTensor(READS[index]?.kind, cells)] as const
  })
  return { names: session.inputNames, outputs: await session.run(Object.fromEntries(feeds)) }
}

async function runOnFeatures(request: Request): Promise<number[]> {
  const { program, plan } = compileTest({ ...request, layers: request.model.layers })
  const session = await InferenceSession.create(program)
  const features = applyFitted(request.fitted, ROWS)
  const feed = new Tensor('float32', features, [ROWS.length, FEATURES.length])
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

  it.each([
    ['figures', read('age'), ['age'], []],
    ['a category', READS[2] ?? read('sex'), ['sex=male', 'sex=female'], PRIMITIVES.slice(2, 4)],
  ])('works for %s alone', async (_, column, features, primitives) => {
    const inputs = [
      { spec: tableInput(features.length), source: { kind: 'figures' as const, features: [...features] } },
    ]
    const fitted = { ...makeFitted(TWO), reads: [column], primitives: [...primitives], inputs }
    const layers = [output]
    const specs = inputs.map(({ spec }) => spec)
    const { parameters } = planModel({ layers, inputs: specs, output: TWO, task: 'binary' })
    const values = initialWeights(parameters, 1)
    const weights = new Map(
      parameters.map(({ name, shape }, index) => [
        name,
        { shape, values: values[index] ?? new Float32Array() },
      ]),
    )
    const { onnx } = exportModel({ model: { layers }, task: 'binary', weights, fitted, version: '0.1.0' })
    const session = await InferenceSession.create(onnx)
    const feed = toTensor(column.kind, [column.kind === 'category' ? 'male' : 1])
    const { probabilities } = await session.run({ [column.column]: feed })
    expect(probabilities?.dims).toEqual([1, 2])
  })

  it('reads no column that the network does not need', () => {
    const request = makeRequest('binary', TWO)
    const { inputs } = exportModel({
      ...request,
      fitted: { ...request.fitted, reads: [...READS, read('note')] },
    })
    expect(inputs.map(({ column }) => column)).toEqual(READS.map(({ column }) => column))
  })

  it('gives equal bytes for equal requests', () => {
    const request = makeRequest('multiclass', THREE)
    expect(exportModel(request)).toEqual(exportModel(request))
  })
})
