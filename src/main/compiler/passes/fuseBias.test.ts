/** @file A bias goes into the convolution it stands behind. */
import { describe, expect, it } from 'vitest'
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { fuseBias } from './fuseBias'
import { removeDead } from './removeDead'

const NONE = [0, 0] as const
const count = (length: number) => Array.from({ length }, (_, index) => (index % 5) - 2)

function pictures(isReadTwice: boolean): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', 1, 3, 3))
  const kernel = builder.input('kernel', 'setting', floats(2, 1, 2, 2))
  const bias = builder.input('bias', 'setting', floats(2))
  const window = { strides: [1, 1], dilations: [1, 1], margins: [NONE, NONE], groups: 1 } as const
  const made = builder.op('conv2d', [x, kernel], window)
  builder.output('y', builder.op('add', [made, builder.op('reshape', [bias], { shape: [2, 1, 1] })]))
  if (isReadTwice) builder.output('made', made)
  return builder.build()
}

function steps(): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', 3, 3))
  const kernel = builder.input('kernel', 'setting', floats(2, 3, 2))
  const bias = builder.input('bias', 'setting', floats(2))
  const made = builder.op('conv1d', [x, kernel], { stride: 1, dilation: 1, margin: NONE })
  builder.output('y', builder.op('add', [made, bias]))
  return builder.build()
}

describe('fuseBias', () => {
  it.each([
    { name: 'pictures', graph: pictures(false), kind: 'conv2dBias', x: [2, 1, 3, 3], kernel: [2, 1, 2, 2] },
    { name: 'steps', graph: steps(), kind: 'conv1dBias', x: [2, 3, 3], kernel: [2, 3, 2] },
  ])('makes one node of two over $name, with the same values', ({ graph, kind, x, kernel }) => {
    const fused = removeDead(fuseBias(graph))
    verifyGraph(fused)
    expect(fused.nodes.map((node) => node.kind)).toEqual([kind])
    const feeds = new Map([
      ['x', tensor(x, count(18))],
      ['kernel', tensor(kernel, count(kernel.reduce((size, axis) => size * axis, 1)))],
      ['bias', tensor([2], [0.5, -3])],
    ])
    expect(evaluateGraph(fused, feeds)).toEqual(evaluateGraph(graph, feeds))
  })

  it('leaves a convolution alone that something else reads', () => {
    const kinds = removeDead(fuseBias(pictures(true))).nodes.map(({ kind }) => kind)
    expect(kinds).toEqual(['conv2d', 'reshape', 'add'])
  })
})
