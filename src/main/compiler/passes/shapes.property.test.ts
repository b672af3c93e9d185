/** @file Passes keep the values of any chain of changes of shape. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { simplify } from './simplify'

const SHAPES = [[6], [2, 3], [3, 2], [1, 6], [1, 2, 3]] as const
const BATCH = 2

/** A change of shape, or a function in between that keeps the chain from folding. */
const arbitraryStep = fc.oneof(
  fc.record({ kind: fc.constant('reshape' as const), to: fc.constantFrom(...SHAPES) }),
  fc.record({ kind: fc.constant('transpose' as const), turn: fc.nat(3) }),
  fc.record({ kind: fc.constant('tanh' as const) }),
)
type Step = typeof arbitraryStep extends fc.Arbitrary<infer T> ? T : never

function append(builder: GraphBuilder, x: Value, step: Step): Value {
  if (step.kind === 'reshape') return builder.op('reshape', [x], { shape: ['batch', ...step.to] })
  if (step.kind === 'tanh') return builder.op('tanh', [x])
  const axes = x.type.shape.map((_, axis) => axis).slice(1)
  const turned = axes.map((_, index) => axes[(index + step.turn) % axes.length] ?? 1)
  return builder.op('transpose', [x], { axes: [0, ...turned] })
}

describe('simplify', () => {
  it('keeps the values of chains of reshapes and transpositions, some read in between', () => {
    fc.assert(
      fc.property(fc.array(arbitraryStep, { minLength: 1, maxLength: 12 }), fc.nat(11), (steps, between) => {
        const builder = new GraphBuilder()
        let x = builder.input('x', 'rows', floats('batch', 6))
        const made = steps.map((step) => (x = append(builder, x, step)))
        builder.output('end', x)
        builder.output('between', made[Math.min(between, made.length - 1)] ?? x)
        const graph = builder.build()
        const simple = simplify(graph)
        verifyGraph(simple)
        const feeds = new Map([
          [
            'x',
            tensor(
              [BATCH, 6],
              Array.from({ length: 12 }, (_, i) => i / 10),
            ),
          ],
        ])
        expect(evaluateGraph(simple, feeds)).toEqual(evaluateGraph(graph, feeds))
        expect(simple.nodes.length).toBeLessThanOrEqual(graph.nodes.length)
      }),
      { seed: 31, numRuns: 300 },
    )
  })

  it('leaves one reshape of a row of them, and none where the shape is the same again', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats('batch', 6))
    const cut = builder.op('reshape', [x], { shape: ['batch', 2, 3] })
    const flat = builder.op('reshape', [cut], { shape: ['batch', 6] })
    builder.output('same', builder.op('tanh', [flat]))
    builder.output('other', builder.op('reshape', [cut], { shape: ['batch', 3, 2] }))
    expect(simplify(builder.build()).nodes.map(({ kind }) => kind)).toEqual(['tanh', 'reshape'])
  })
})
