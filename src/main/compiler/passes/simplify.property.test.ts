/** @file Passes keep the values of any graph. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { simplify } from './simplify'

const UNARY = ['relu', 'tanh', 'abs', 'step', 'softplus'] as const
const BINARY = ['add', 'subtract', 'multiply'] as const
/** Neutral numbers are what the passes look for. */
const NUMBERS = [0, 1, -1, 2]

/** A node of any kind, on values that were made before it (counted from the last one). */
const arbitraryNode = fc.oneof(
  fc.record({ kind: fc.constantFrom(...UNARY), of: fc.nat(9) }),
  fc.record({ kind: fc.constantFrom(...BINARY), of: fc.nat(9), and: fc.nat(9) }),
  fc.record({ kind: fc.constant('number' as const), value: fc.constantFrom(...NUMBERS) }),
)

describe('simplify', () => {
  it('gives the same values, with no more nodes', () => {
    fc.assert(
      fc.property(fc.array(arbitraryNode, { minLength: 1, maxLength: 25 }), (nodes) => {
        const builder = new GraphBuilder()
        const made: Value[] = [builder.input('x', 'rows', floats('batch', 2))]
        const back = (steps: number): Value => made[Math.max(0, made.length - 1 - steps)] ?? builder.number(0)
        for (const node of nodes) {
          if (node.kind === 'number') made.push(builder.number(node.value))
          else if ('and' in node) made.push(builder.op(node.kind, [back(node.of), back(node.and)]))
          else made.push(builder.op(node.kind, [back(node.of)]))
        }
        made.slice(-3).forEach((value, index) => builder.output(`y${index}`, value))
        const graph = builder.build()
        const simple = simplify(graph)
        verifyGraph(simple)
        const feeds = new Map([['x', tensor([2, 2], [0.5, -1, 2, 0])]])
        expect(evaluateGraph(simple, feeds)).toEqual(evaluateGraph(graph, feeds))
        expect(simple.nodes.length).toBeLessThanOrEqual(graph.nodes.length)
      }),
      { seed: 30, numRuns: 300 },
    )
  })
})
