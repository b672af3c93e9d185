/** @file The sweep itself; the rules of the ops are tested with the registry. */
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../graph/graphBuilder'
import { printGraph } from '../graph/printGraph'
import { floats } from '../graph/tensorType'
import { simplify } from '../passes/simplify'
import { differentiate } from './differentiate'

describe('differentiate', () => {
  it('adds what a value gets from all its readers', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats())
    const loss = builder.op('add', [builder.op('multiply', [x, x]), x])
    const [gradient = x] = differentiate(builder, loss, { targets: [x] })
    builder.output('gradient', gradient)
    expect(printGraph(simplify(builder.build()))).toMatchInlineSnapshot(`
      "%0: f32[] = rows x
      %1: f32[] = constant value=1 shape=[]
      %2: f32[] = add %1 %0
      %3: f32[] = add %2 %0
      gradient = %3"
    `)
  })

  it('does not visit what the targets do not reach', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats())
    const other = builder.op('exp', [builder.input('y', 'rows', floats())])
    const before = builder.nodes.length
    differentiate(builder, builder.op('multiply', [x, other]), { targets: [x] })
    expect(builder.nodes.slice(before).filter(({ kind }) => kind === 'exp')).toEqual([])
  })

  it('refuses a target that does not reach the loss, and a loss that is no scalar', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats(2))
    const y = builder.input('y', 'rows', floats(2))
    const loss = builder.op('sumOfSquares', [x])
    expect(() => differentiate(builder, loss, { targets: [y] })).toThrow(/does not reach/)
    expect(() => differentiate(builder, x, { targets: [x] })).toThrow(/scalar/)
  })

  it('refuses to pass through an op that must not be differentiated', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats())
    const stepped = builder.op('sgdUpdate', [x, x, x])
    expect(() => differentiate(builder, stepped, { targets: [x] })).toThrow(
      /sgdUpdate must not be differentiated/,
    )
  })
})
