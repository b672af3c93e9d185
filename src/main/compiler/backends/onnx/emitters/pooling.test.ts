/** @file What pooling gives behind other ops, which ONNX Runtime may take together. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../graph/graphBuilder'
import { floats } from '../../../graph/tensorType'
import { evaluateGraph } from '../../../reference/evaluateGraph'
import { tensor } from '../../../reference/tensor'
import { emitForwardProgram } from '../emitForwardProgram'
import { encodeModel } from '../proto'

const NONE = [0, 0] as const
const ends = [NONE, NONE, [1, 1], [1, 1]] as const
const negative = Array.from({ length: 12 }, (_, index) => -1 - index)

describe('maxPool2d', () => {
  it.each([
    ['no margins', [NONE, NONE]],
    ['margins of its own', [NONE, [0, 1]]],
  ] as const)('sees the zeros that were added before, with %s', async (_name, margins) => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats('batch', 1, 4, 3))
    const padded = builder.op('pad', [x], { margins: ends })
    const pool = {
      size: [2, 2],
      strides: [2, 2],
      margins: [margins[0], [margins[1][0], margins[1][1]]],
    } as const
    builder.output('y', builder.op('maxPool2d', [padded], pool))
    const graph = builder.build()
    const expected = evaluateGraph(graph, new Map([['x', tensor([1, 1, 4, 3], negative)]])).get('y')
    const session = await InferenceSession.create(encodeModel(emitForwardProgram(graph, 'pool')))
    const results = await session.run({ x: new Tensor('float32', Float32Array.from(negative), [1, 1, 4, 3]) })
    expect([...(results['y']?.data as Float32Array)]).toEqual([...(expected?.values ?? [])])
  })
})
