/** @file Every op: what ONNX Runtime computes against the reference. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { OpKind } from '../../../ops/signatures'
import { evaluateGraph } from '../../../reference/evaluateGraph'
import type { Tensor } from '../../../reference/tensor'
import { drawFeeds, opGraph, trialsOf } from '../../../testing/tryOp'
import { emitForwardProgram } from '../emitForwardProgram'
import { encodeModel } from '../proto'
import { EMITTERS } from './registry'

const SEED = 21

function toOrt({ shape, values }: Tensor, element: string): OrtTensor {
  return element === 'int32'
    ? new OrtTensor('int32', Int32Array.from(values), shape)
    : new OrtTensor('float32', Float32Array.from(values), shape)
}

describe('EMITTERS', () => {
  const trials = (Object.keys(EMITTERS) as OpKind[]).flatMap(trialsOf)
  it.each(trials)(`$name: ONNX Runtime agrees with the reference (seed ${SEED})`, async (trial) => {
    const graph = opGraph(trial)
    const feeds = drawFeeds(trial, SEED)
    const expected = evaluateGraph(graph, feeds)
    const session = await InferenceSession.create(encodeModel(emitForwardProgram(graph, 'op')), {
      intraOpNumThreads: 1,
    })
    const inputs = graph.inputs.map(({ name, value }) => [
      name,
      toOrt(feeds.get(name) as Tensor, value.type.element),
    ])
    const results = await session.run(Object.fromEntries(inputs))
    for (const [name, { shape, values }] of expected) {
      const data = results[name]?.data as Float32Array
      expect(results[name]?.dims).toEqual(shape)
      values.forEach((value, index) => expect(data[index]).toBeCloseTo(value, 4))
    }
  })
})
