/** @file Models of any layers in any order: what ONNX Runtime makes of a step and of a prediction against the reference. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { buildPredictionGraph } from '../../compile/forwardGraphs'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import type { Graph } from '../../graph/graph'
import { verifyGraph } from '../../graph/verifyGraph'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { tensor, type Tensor } from '../../reference/tensor'
import { drawGraphFeeds, largestDifference, withOwnNames } from '../../testing/randomFeeds'
import { randomModel } from '../../testing/randomModel'
import { emitForwardProgram } from './emitForwardProgram'
import { encodeModel, ONNX_OPERATOR_SET } from './proto'

const MODELS = 60
/** Of the largest number of a tensor. */
const TOLERANCE = 2e-3
const training = { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 } as const

function toOrt({ shape, values }: Tensor, isWhole: boolean): OrtTensor {
  return isWhole
    ? new OrtTensor('int32', Int32Array.from(values), shape)
    : new OrtTensor('float32', Float32Array.from(values), shape)
}

async function expectAgreement(graph: Graph, seed: number): Promise<void> {
  verifyGraph(graph)
  const named = withOwnNames(graph)
  const feeds = drawGraphFeeds(named, seed)
  const expected = evaluateGraph(named, feeds)
  const session = await InferenceSession.create(encodeModel(emitForwardProgram(named, 'model')), {
    ...{ intraOpNumThreads: 1, graphOptimizationLevel: 'extended' },
  })
  const inputs = named.inputs.map(({ name, value }) => [
    name,
    toOrt(feeds.get(name) ?? tensor([], []), value.type.element === 'int32'),
  ])
  const results = await session.run(Object.fromEntries(inputs))
  for (const [name, wanted] of expected) {
    expect(results[name]?.dims, name).toEqual(wanted.shape)
    const found = results[name]?.data as Float32Array
    expect(largestDifference(wanted, found), name).toBeLessThan(TOLERANCE)
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
