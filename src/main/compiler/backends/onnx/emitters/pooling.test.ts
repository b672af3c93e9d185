/** @file What pooling gives behind other ops, which ONNX Runtime may take together. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../graph/graph'
import { GraphBuilder } from '../../../graph/graphBuilder'
import { floats } from '../../../graph/tensorType'
import { evaluateGraph } from '../../../reference/evaluateGraph'
import { tensor } from '../../../reference/tensor'
import { emitForwardProgram } from '../emitForwardProgram'
import { encodeModel } from '../proto'

const SHAPE = [1, 1, 4, 3]
const NONE = [0, 0] as const
const negative = Array.from({ length: 12 }, (_, index) => -1 - index)
const square = { size: [2, 2], strides: [2, 2] } as const
const plain = { ...square, margins: [NONE, NONE] } as const
const same = { ...square, margins: [NONE, [0, 1]] } as const

const POOLS: readonly (readonly [string, (builder: GraphBuilder, x: Value) => Value])[] = [
  ['the largest', (builder, x) => builder.op('maxPool2d', [x], plain)],
  ['the largest, with margins of its own', (builder, x) => builder.op('maxPool2d', [x], same)],
  ['the mean', (builder, x) => builder.op('averagePool2d', [x], plain)],
  ['the mean, with margins of its own', (builder, x) => builder.op('averagePool2d', [x], same)],
  [
    'sums of single elements',
    (builder, x) => builder.op('upsample2dGrad', [x], { factors: [1, 1], interpolation: 'nearest' }),
  ],
]

async function poolPadded(pool: (builder: GraphBuilder, x: Value) => Value) {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', 1, 4, 3))
  const margins = [NONE, NONE, [1, 1], [1, 1]] as const
  builder.output('y', pool(builder, builder.op('pad', [x], { margins })))
  const graph = builder.build()
  const expected = evaluateGraph(graph, new Map([['x', tensor(SHAPE, negative)]])).get('y')
  const session = await InferenceSession.create(encodeModel(emitForwardProgram(graph, 'pool')))
  const results = await session.run({ x: new Tensor('float32', Float32Array.from(negative), SHAPE) })
  return { actual: [...(results['y']?.data as Float32Array)], expected: [...(expected?.values ?? [])] }
}

describe('pooling', () => {
  it.each(POOLS)('sees the zeros that were added before: %s', async (_name, pool) => {
    const { actual, expected } = await poolPadded(pool)
    expect(actual).toEqual(expected)
  })
})
