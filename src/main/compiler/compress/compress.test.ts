import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { type GalleryModel, MODEL_GALLERY } from '../../../../test/support/modelGallery'
import { newLayer } from '../../../shared/domain/newLayer'
import { createRandom } from '../../../shared/util/random'
import { emitPredict, type NamedWeights, type PredictPiece } from '../backends/onnx/emitPredict'
import { encodeModel } from '../backends/onnx/proto'
import { planModel } from '../compile/modelPlan'
import { inNewerOperators } from '../export/newerOperators'
import type { Nodes } from './nodes'
import { packSparse } from './packSparse'
import { pruneByMagnitude } from './pruneWeights'
import { quantizeDynamic } from './quantizeDynamic'
import { findMeasured, quantizeStatic } from './quantizeStatic'
import { RangeFinder } from './ranges'
import { storeRounded } from './storeRounded'

/** Models of the gallery are small; here all of their weights are worth it. */
const LEAST = 4
const ROWS = 16

interface Made {
  readonly piece: PredictPiece
  readonly nodes: Nodes
}

function makeNetwork(model: GalleryModel, sparsity = 0): Made {
  const random = createRandom(3, 1)
  const { parameters } = planModel(model)
  const weights: NamedWeights = new Map(
    parameters.map(({ name, shape }) => {
      const isSpread = /variance$/i.test(name)
      const values = Float32Array.from({ length: sizeOf(shape) }, () =>
        isSpread ? 1 : 0.3 * random.normal(),
      )
      return [name, { shape, values }] as const
    }),
  )
  for (const [name, mask] of pruneByMagnitude(weights, { sparsity, scope: 'layer' })) {
    const values = weights.get(name)?.values
    mask.forEach((kept, index) => values?.fill(kept === 0 ? 0 : (values[index] ?? 0), index, index + 1))
  }
  const piece = emitPredict(model, weights)
  return { piece, nodes: inNewerOperators(piece, 'model.') }
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

async function run({ piece }: Made, nodes: Nodes, measured: readonly string[] = []) {
  const onnx = encodeModel({
    graph: {
      ...nodes,
      name: 'network',
      inputs: piece.inputs.map(({ name, spec }) => ({
        ...{ name, dataType: spec.kind === 'tokens' ? 'int32' : 'float32', shape: ['N', ...spec.shape] },
      })),
      outputs: [piece.output, ...measured].map((name) => ({ name, dataType: 'float32', shape: null })),
    },
    operatorSets: { '': 19 },
  })
  const session = await InferenceSession.create(onnx, { logSeverityLevel: 3, intraOpNumThreads: 1 })
  const random = createRandom(5, 1)
  const feeds = piece.inputs.map(({ name, spec }) => {
    const dims = [ROWS, ...spec.shape]
    const numbers = Array.from({ length: sizeOf(dims) }, () =>
      spec.kind === 'tokens' ? random.integer(9) : random.normal(),
    )
    const tensor =
      spec.kind === 'tokens'
        ? new Tensor('int32', Int32Array.from(numbers), dims)
        : new Tensor('float32', Float32Array.from(numbers), dims)
    return [name, tensor] as const
  })
  const found = await session.run(Object.fromEntries(feeds))
  await session.release()
  const values = (name: string): Float32Array => found[name]?.data as Float32Array
  return { answers: values(piece.output), valuesOf: values, bytes: onnx.length }
}

function furthest(answers: Float32Array, others: Float32Array): number {
  return answers.reduce((most, value, index) => Math.max(most, Math.abs(value - (others[index] ?? NaN))), 0)
}

async function rangesOf(made: Made, calibration: 'minMax' | 'entropy' = 'minMax') {
  const { nodes, piece } = made
  const measured = findMeasured(nodes, piece.output, LEAST)
  const { valuesOf } = await run(made, nodes, measured)
  return new Map(
    measured.map((name) => {
      const finder = new RangeFinder()
      finder.widen(valuesOf(name))
      finder.count(valuesOf(name))
      return [name, finder.range(calibration)] as const
    }),
  )
}

describe('whole numbers', () => {
  it.each(Object.keys(MODEL_GALLERY))('answer as floats do, nearly: %s', async (name) => {
    const made = makeNetwork(MODEL_GALLERY[name as keyof typeof MODEL_GALLERY])
    const { nodes, piece } = made
    const { answers } = await run(made, nodes)
    const size = answers.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const ranges = await rangesOf(made)
    const smaller = {
      weights: storeRounded(nodes, LEAST),
      dynamic: quantizeDynamic(nodes, piece.output, LEAST),
      static: quantizeStatic(nodes, piece.output, { ranges, least: LEAST }),
    }
    for (const [kind, rewritten] of Object.entries(smaller)) {
      const found = await run(made, rewritten)
      expect(furthest(answers, found.answers), kind).toBeLessThan(0.03 * Math.max(1, size))
    }
  })
})

const WIDE: GalleryModel = {
  ...MODEL_GALLERY.dense,
  layers: [
    newLayer('dense', 'wide', { units: 200 }),
    newLayer('dense', 'deep', { units: 200 }),
    newLayer('output', 'output'),
  ],
}

describe('weights of which most are zero', () => {
  it('take less room and give the same answers, to the bit', async () => {
    const made = makeNetwork(WIDE, 0.9)
    const whole = await run(made, made.nodes)
    const packed = await run(made, packSparse(made.nodes))
    expect(packed.bytes).toBeLessThan(whole.bytes / 5)
    expect(packed.answers).toEqual(whole.answers)
  })

  it('stay zero as whole numbers', async () => {
    const made = makeNetwork(WIDE, 0.9)
    const rounded = await run(made, storeRounded(made.nodes))
    const packed = await run(made, packSparse(storeRounded(made.nodes)))
    expect(packed.bytes).toBeLessThan(rounded.bytes / 2)
    expect(packed.answers).toEqual(rounded.answers)
  })

  it('stay as they are where packing would not pay', () => {
    const { nodes } = makeNetwork(WIDE, 0.1)
    expect(packSparse(nodes).initializers).toEqual(nodes.initializers)
  })
})
