import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterAll, describe, expect, it } from 'vitest'
import { exportModel, type ExportRequest, initialWeights } from '../../../src/main/compiler'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx/createOnnxRunner'
import type { Weights } from '../../../src/main/training/types'
import type { FittedRecipe } from '../../../src/shared/domain/fittedRecipe'
import type { InputSpec } from '../../../src/shared/domain/modelInput'
import { ACTIVATIONS } from '../../../src/shared/domain/modelSpec'
import { LAYER_KINDS, newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import { GALLERY, MODEL_GALLERY, type GalleryModel } from '../../support/modelGallery'
import { checkModels, findPython } from '../../support/onnxChecker'
import { drawParityData, PARITY_ROWS } from '../../support/parity/parityCases'

interface Case {
  readonly model: GalleryModel
  readonly training: TrainingSpec
}

const TRAINING: TrainingSpec = { ...DEFAULT_TRAINING, batchSize: 8, epochs: 1, learningRate: 0.01 }
const inMode = (model: GalleryModel, training: Partial<TrainingSpec>): Case => ({
  model,
  training: { ...TRAINING, ...training },
})

const PICTURES = MODEL_GALLERY.pictures
const ENCODER: GalleryModel = {
  ...PICTURES,
  layers: [
    newLayer('conv2d', 'seen', { filters: 2 }),
    newLayer('flatten', 'flat'),
    newLayer('dense', 'code', { units: 6 }),
    newLayer('output', 'output'),
  ],
}
const TABLE_ENCODER: GalleryModel = {
  ...MODEL_GALLERY.dense,
  layers: [newLayer('dense', 'code', { units: 3 }), newLayer('output', 'output')],
}
const GATES: GalleryModel = {
  ...MODEL_GALLERY['gates behind'],
  layers: [
    newLayer('masking', 'known'),
    newLayer('gru', 'one', { units: 3, returnSequences: true, direction: 'both' }),
    newLayer('lstm', 'two', { units: 2, direction: 'backward', activation: 'relu', returnSequences: true }),
    newLayer('gru', 'three', { units: 2, recurrentActivation: 'softplus', resetAfter: false }),
    newLayer('output', 'output'),
  ],
}
const BENDS: GalleryModel = {
  ...PICTURES,
  layers: [
    newLayer('conv2d', 'seen', { filters: 2 }),
    ...ACTIVATIONS.map((activation) => newLayer('activation', activation, { activation })),
    newLayer('globalMaxPool', 'most'),
    newLayer('output', 'output'),
  ],
}

const CASES: readonly (readonly [string, Case])[] = [
  ...GALLERY.map(([name, model]) => [name, inMode(model, {})] as const),
  ['masked gates', inMode(GATES, {})],
  ['activations of pictures', inMode(BENDS, {})],
  ['poisson', inMode(MODEL_GALLERY['rearranged numbers'], { loss: 'poisson' })],
  ['autoencoder of pictures', inMode(ENCODER, { mode: 'autoencoder' })],
  ['autoencoder of a table', inMode(TABLE_ENCODER, { mode: 'autoencoder', loss: 'mae' })],
]

const widthOf = ({ shape }: InputSpec) => shape.reduce((product, size) => product * size, 1)

/** The table: numbers that are taken as they are. No recipe makes the other inputs. */
function recipeOf({ inputs, output }: GalleryModel): FittedRecipe {
  const tables = inputs.filter(({ kind }) => kind === 'table').slice(0, 1)
  const columnsOf = (spec: InputSpec) =>
    Array.from({ length: widthOf(spec) }, (_, index) => `column ${index}`)
  return {
    reads: tables
      .flatMap(columnsOf)
      .map((column) => ({ column, kind: 'number', isRequired: false, categories: [] })),
    primitives: [],
    inputs: tables.map((spec) => ({ spec, source: { kind: 'figures', features: columnsOf(spec) } })),
    window: null,
    target: 'y',
    output,
    targetCenter: 0,
    targetScale: 1,
  }
}

function requestOf({ model, training }: Case, weights: Weights): ExportRequest {
  const { layers, inputs, task } = model
  const fitted = recipeOf(model)
  return { model: { layers: [...layers] }, task, weights, fitted, inputs, training, version: '0.1.0' }
}

/** The rows of every input as an exported model reads them. */
function feedsOf(one: Case): Record<string, Tensor> {
  const { inputs } = drawParityData(one)
  return Object.fromEntries(
    one.model.inputs.flatMap((spec, index): [string, Tensor][] => {
      const values = inputs[index] ?? new Float32Array()
      const dims = [PARITY_ROWS, ...spec.shape]
      if (spec.kind === 'tokens')
        return [[spec.name, new Tensor('int64', BigInt64Array.from(values, BigInt), dims)]]
      if (spec.kind !== 'table') return [[spec.name, new Tensor('float32', values as Float32Array, dims)]]
      const width = widthOf(spec)
      return Array.from({ length: width }, (_, at) => {
        const column = Float32Array.from({ length: PARITY_ROWS }, (_, row) => values[row * width + at] ?? 0)
        return [`column ${at}`, new Tensor('float32', column, [PARITY_ROWS, 1])]
      })
    }),
  )
}

/** What the runner predicts after an epoch, in the form of the exported model. */
async function trainAndPredict(one: Case) {
  const { layers, inputs, output, task } = one.model
  const data = drawParityData(one)
  const runner = await createOnnxRunner({
    ...{ model: { layers: [...layers] }, inputs: [...inputs], output, task, training: one.training },
    ...{ seed: 7, train: data, validation: data, threads: 1 },
  })
  await runner.trainChunk(Int32Array.from({ length: PARITY_ROWS }, (_, row) => row))
  const { predictions } = await runner.evaluate('validation')
  const weights = new Map(
    [...(await runner.weights())].map(([name, { shape, values }]) => [
      name,
      { shape, values: values.slice() },
    ]),
  )
  await runner.dispose()
  return { weights, predictions: Array.from(predictions) }
}

/** The probability of the second class of two alone, as the network gives it. */
function networkNumbers(outputs: InferenceSession.OnnxValueMapType, { model, training }: Case): number[] {
  const name =
    training.mode === 'autoencoder'
      ? 'reconstruction'
      : model.task === 'regression'
        ? 'value'
        : 'probabilities'
  const values = Array.from(outputs[name]?.data as Float32Array)
  return name === 'probabilities' && model.task === 'binary'
    ? values.filter((_, index) => index % 2 === 1)
    : values
}

const folder = mkdtempSync(join(tmpdir(), 'fettle-onnx-'))
const files: string[] = []
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('any trained model', () => {
  it('may have any layer', () => {
    const kinds = new Set(CASES.flatMap(([, { model }]) => model.layers.map(({ kind }) => kind)))
    expect(LAYER_KINDS.filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it.each(CASES)('is exported: %s predicts as its runner does', async (name, one) => {
    const { weights, predictions } = await trainAndPredict(one)
    const bytes = exportModel(requestOf(one, weights)).onnx
    files.push(join(folder, `${files.length}.onnx`))
    writeFileSync(files.at(-1) ?? '', bytes)
    const session = await InferenceSession.create(bytes)
    const found = networkNumbers(await session.run(feedsOf(one)), one)
    expect(found).toHaveLength(predictions.length)
    found.forEach((value, index) =>
      expect(value, `${name} ${index}`).toBeCloseTo(predictions[index] ?? NaN, 4),
    )
    await session.release()
  })

  it('says what it reads, what it answers and what it is made of', async () => {
    const [, one] = CASES.find(([name]) => name === 'several inputs') ?? []
    if (!one) return
    const { weights } = await trainAndPredict(one)
    const session = await InferenceSession.create(exportModel(requestOf(one, weights)).onnx)
    expect(session.inputMetadata.map(({ name }) => name)).toEqual([
      ...['column 0', 'column 1', 'column 2', 'column 3', 'steps', 'words'],
    ])
    const wordTypes = session.inputMetadata.filter(({ isTensor }) => isTensor)
    expect(wordTypes.slice(-2)).toMatchObject([
      { type: 'float32', shape: ['N', 5, 2] },
      { type: 'int64', shape: ['N', 5] },
    ])
    expect(session.outputNames).toEqual(['value'])
  })

  it('is a generator, too: made rows follow from random numbers', async () => {
    const training: TrainingSpec = {
      ...TRAINING,
      mode: 'adversarial',
      latentSize: 3,
      outputActivation: 'tanh',
    }
    const layers = [newLayer('dense', 'wide', { units: 4 }), newLayer('output', 'output')]
    const model = { ...MODEL_GALLERY.dense, layers }
    const { parameters } = planModel({ ...model, training, discriminator: layers })
    const values = initialWeights(parameters, 3)
    const named = parameters.map(
      ({ name, shape }, at) => [name, { shape, values: values[at] ?? new Float32Array() }] as const,
    )
    const bytes = exportModel(requestOf({ model, training }, new Map(named))).onnx
    const session = await InferenceSession.create(bytes)
    const latent = new Tensor('float32', Float32Array.of(1, -1, 0.5, 0, 2, 1), [2, 3])
    const { made } = await session.run({ latent })
    expect(made?.dims).toEqual([2, 5])
    expect(Math.max(...(made?.data as Float32Array))).toBeLessThan(1)
  })

  it('is valid ONNX of standard operators alone, as the checker of the standard says', (context) => {
    const python = findPython()
    if (python === null) return context.skip('no Python with the package onnx: set FETTLE_PYTHON to one')
    const { complaint, operatorSets, keys } = checkModels(python, files)
    expect(complaint).toBe('')
    expect(operatorSets).toHaveLength(CASES.length)
    expect(new Set(operatorSets)).toEqual(new Set(['ai.onnx 19']))
    for (const own of keys) {
      expect(own).toEqual(
        expect.arrayContaining(['fettle.version', 'fettle.goal', 'fettle.columns', 'fettle.layers']),
      )
    }
  }, 240_000)
})
