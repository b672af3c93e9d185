/** @file The piece of a model that leaves the house. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../../shared/domain/modelSpec'
import { ACTIVATIONS } from '../../../../shared/domain/modelSpec'
import { buildPredictionGraph } from '../../compile/forwardGraphs'
import { planModel, type ModelRequest } from '../../compile/modelPlan'
import { initialWeights } from '../../layers/initialWeights'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { tensor } from '../../reference/tensor'
import { emitPredict } from './emitPredict'
import { encodeModel, ONNX_OPERATOR_SET } from './proto'
import { tableInput } from '../../../../shared/domain/modelInput'

const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
const hidden = ACTIVATIONS.map((activation, index): LayerSpec => {
  return { kind: 'dense', id: `hidden${index}`, units: 5, activation, ...affine }
})
const layers: LayerSpec[] = [
  ...hidden,
  { kind: 'dropout', id: 'drop', rate: 0.9 },
  { kind: 'output', id: 'output', ...affine },
]
const outputs: ModelRequest['output'][] = [
  { kind: 'classes', labels: ['a', 'b', 'c'] },
  { kind: 'classes', labels: ['no', 'yes'] },
  { kind: 'number' },
]

describe('emitPredict', () => {
  it.each(outputs)('predicts what the reference predicts: %o', async (output) => {
    const model: ModelRequest = { layers, inputs: [tableInput(2)], output }
    const { parameters } = planModel(model)
    const values = initialWeights(parameters, 3)
    const weights = new Map(
      parameters.map(({ name, shape }, index) => [
        name,
        { shape, values: values[index] ?? new Float32Array() },
      ]),
    )
    const piece = emitPredict(model, weights)
    expect(piece.nodes.every(({ domain }) => domain === undefined)).toBe(true)

    const [input] = piece.inputs
    const session = await InferenceSession.create(
      encodeModel({
        operatorSets: { '': ONNX_OPERATOR_SET },
        graph: {
          name: 'predict',
          inputs: [{ name: input?.name ?? '', dataType: 'float32', shape: ['rows', 2] }],
          outputs: [{ name: piece.output, dataType: 'float32', shape: ['rows', piece.head.units] }],
          initializers: piece.initializers,
          nodes: piece.nodes,
        },
      }),
    )
    const x = [0.5, -1, 2, 0.25, -3, 1]
    const results = await session.run({ [input?.name ?? '']: new OrtTensor('float32', x, [3, 2]) })
    const feeds = new Map([...weights].map(([name, weight]) => [name, tensor(weight.shape, weight.values)]))
    const expected = evaluateGraph(buildPredictionGraph(planModel(model)), feeds.set('x', tensor([3, 2], x)))
    const data = results[piece.output]?.data as Float32Array
    expect(data).toHaveLength(3 * piece.head.units)
    expected.get('predictions')?.values.forEach((value, index) => expect(data[index]).toBeCloseTo(value, 5))
  })

  it('refuses weights of another model', () => {
    expect(() =>
      emitPredict({ layers, inputs: [tableInput(2)], output: { kind: 'number' } }, new Map()),
    ).toThrow(/does not fit/)
  })
})
