/** @file Passes change the work, never the result. */
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../graph/graphBuilder'
import { printGraph } from '../graph/printGraph'
import { floats } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { simplify } from './simplify'

function wasteful() {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', 2))
  const once = builder.op('multiply', [builder.number(1), x])
  const same = builder.op('add', [x, builder.number(0)])
  const product = builder.op('multiply', [builder.op('exp', [once]), builder.op('exp', [same])])
  builder.op('tanh', [product])
  builder.output('y', builder.op('subtract', [product, builder.number(0)]))
  return builder.build()
}

describe('simplify', () => {
  it('drops neutral numbers, repeated expressions and what nobody reads', () => {
    const graph = simplify(wasteful())
    verifyGraph(graph)
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0: f32[batch, 2] = rows x
      %1: f32[batch, 2] = exp %0
      %2: f32[batch, 2] = multiply %1 %1
      y = %2"
    `)
  })

  it('keeps every output', () => {
    const feeds = new Map([['x', tensor([2, 2], [0.5, -1, 2, 0])]])
    expect(evaluateGraph(simplify(wasteful()), feeds)).toEqual(evaluateGraph(wasteful(), feeds))
  })

  it('drops transpositions that undo each other, and no others', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats('batch', 2, 3))
    const turned = builder.op('transpose', [x], { axes: [1, 2, 0] })
    builder.output('back', builder.op('relu', [builder.op('transpose', [turned], { axes: [2, 0, 1] })]))
    builder.output('on', builder.op('transpose', [turned], { axes: [1, 2, 0] }))
    const graph = simplify(builder.build())
    verifyGraph(graph)
    expect(graph.nodes.map(({ kind }) => kind)).toEqual(['transpose', 'relu', 'transpose'])
    expect(graph.nodes[1]?.inputs).toEqual([x])
  })

  it('keeps a neutral operation that stretches', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats(1))
    const ones = builder.op('constant', [], { value: 1, shape: [3] })
    builder.output('y', builder.op('multiply', [x, ones]))
    expect(simplify(builder.build()).nodes.map(({ kind }) => kind)).toEqual(['constant', 'multiply'])
  })
})
