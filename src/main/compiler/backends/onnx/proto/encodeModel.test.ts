/** @file Rules of the ONNX writer, checked by loading what it wrote. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { attribute, encodeModel, ONNX_OPERATOR_SET, type OnnxModel } from '.'

const affine: OnnxModel = {
  operatorSets: { '': ONNX_OPERATOR_SET },
  metadata: { made: 'für den Test' },
  graph: {
    name: 'affine',
    inputs: [{ name: 'x', dataType: 'float32', shape: ['rows', 2] }],
    outputs: [{ name: 'y', dataType: 'float32', shape: ['rows', 1] }],
    initializers: [
      { name: 'w', dataType: 'float32', shape: [1, 2], values: [2, 3] },
      { name: 'b', dataType: 'float32', shape: [1], values: [0.5] },
    ],
    nodes: [
      { opType: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'], attributes: { transB: attribute.int(1) } },
    ],
  },
}

describe('encodeModel', () => {
  it('writes a model that ONNX Runtime runs', async () => {
    const session = await InferenceSession.create(encodeModel(affine))
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 1, 10, 0), [2, 2]) })
    expect([...(y?.data as Float32Array)]).toEqual([5.5, 20.5])
  })

  it('writes texts beyond ASCII, negative integers and lists', async () => {
    const labels = ['ä', '猫', '🙂']
    const session = await InferenceSession.create(
      encodeModel({
        operatorSets: { '': ONNX_OPERATOR_SET, 'ai.onnx.ml': 3 },
        graph: {
          name: 'labels',
          inputs: [{ name: 'text', dataType: 'string', shape: ['rows'] }],
          outputs: [{ name: 'rank', dataType: 'int64', shape: ['rows'] }],
          initializers: [],
          nodes: [
            {
              opType: 'LabelEncoder',
              domain: 'ai.onnx.ml',
              inputs: ['text'],
              outputs: ['rank'],
              attributes: {
                keys_strings: attribute.strings(labels),
                values_int64s: attribute.ints([0, 1, 300]),
                default_int64: attribute.int(-7),
              },
            },
          ],
        },
      }),
    )
    const { rank } = await session.run({ text: new Tensor('string', ['🙂', 'x', '猫'], [3]) })
    expect([...(rank?.data as BigInt64Array)]).toEqual([300n, -7n, 1n])
  })

  it('gives equal bytes for equal models', () => {
    expect(encodeModel(structuredClone(affine))).toEqual(encodeModel(affine))
  })
})
