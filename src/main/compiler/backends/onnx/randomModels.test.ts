/** @file Models of any layers in any order: what ONNX Runtime makes of a step and of a prediction against the reference. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { createRandom } from '../../../../shared/util/random'
import { buildPredictionGraph } from '../../compile/forwardGraphs'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import type { Graph, GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { verifyGraph } from '../../graph/verifyGraph'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { tensor, type Tensor } from '../../reference/tensor'
import { randomModel } from '../../testing/randomModel'
import { emitForwardProgram } from './emitForwardProgram'
import { encodeModel, ONNX_OPERATOR_SET } from './proto'

const MODELS = 60
const ROWS = 3
/** Of the largest number of a tensor. */
const TOLERANCE = 2e-3
const training = { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 } as const

function drawFeed({ role, name, value: { type } }: GraphInput, seed: number): Tensor {
  const random = createRandom(seed, name.length)
  const shape = type.shape.map((size) => (size === 'batch' ? ROWS : size))
  const draw = (): number => {
    if (type.element === 'int32') return random.integer(3)
    if (role === 'mask') return random.next() < 0.3 ? 0 : 1.5
    if (shape.length === 0) return 0.1
    // Running variances are among them.
    if (name.endsWith('variance') || name === 'weights:statistics') return 0.5 + random.next()
    return Math.fround(0.7 * random.normal())
  }
  return tensor(shape, Array.from({ length: sizeOf(shape) }, draw))
}

function toOrt({ shape, values }: Tensor, isWhole: boolean): OrtTensor {
  return isWhole
    ? new OrtTensor('int32', Int32Array.from(values), shape)
    : new OrtTensor('float32', Float32Array.from(values), shape)
}

/** A program has no two names alike, as what a step carries on has. */
function withOwnNames(graph: Graph): Graph {
  return { ...graph, outputs: graph.outputs.map(({ name, value }) => ({ name: `${name}:out`, value })) }
}

async function expectAgreement(graph: Graph, seed: number): Promise<void> {
  verifyGraph(graph)
  const named = withOwnNames(graph)
  const feeds = new Map(named.inputs.map((input) => [input.name, drawFeed(input, seed)]))
  const expected = evaluateGraph(named, feeds)
  const session = await InferenceSession.create(encodeModel(emitForwardProgram(named, 'model')), {
    ...{ intraOpNumThreads: 1, graphOptimizationLevel: 'extended' },
  })
  const inputs = named.inputs.map(({ name, value }) => [
    name,
    toOrt(feeds.get(name) ?? tensor([], []), value.type.element === 'int32'),
  ])
  const results = await session.run(Object.fromEntries(inputs))
  for (const [name, { shape, values }] of expected) {
    expect(results[name]?.dims, name).toEqual(shape)
    const data = results[name]?.data as Float32Array
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    const worst = values.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - Number(data[index]))),
      0,
    )
    expect(worst / scale, name).toBeLessThan(TOLERANCE)
  }
  await session.release()
}

describe('models of any layers in any order', () => {
  const table = Array.from({ length: MODELS }, (_, seed) => {
    const model = randomModel(seed)
    return { seed, model, name: model.layers.map(({ kind }) => kind).join(' → ') }
  })

  it.each(table)('give in ONNX Runtime what the reference gives: $seed, $name', async ({ model, seed }) => {
    const plan = planModel(model)
    if (plan.parameters.some(({ isTrained }) => isTrained))
      await expectAgreement(buildTrainingGraph(plan, training).graph, seed)
    await expectAgreement(buildPredictionGraph(plan), seed)
  })

  it.each(table)('predict with standard operators alone: $seed, $name', ({ model }) => {
    const { operatorSets } = emitForwardProgram(buildPredictionGraph(planModel(model)), 'predict')
    expect(operatorSets).toEqual({ '': ONNX_OPERATOR_SET })
  })
})
