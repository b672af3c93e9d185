/** @file A broken graph never gets past the verifier. */
import { describe, expect, it } from 'vitest'
import type { Graph, Node } from './graph'
import { GraphBuilder } from './graphBuilder'
import { floats } from './tensorType'
import { verifyGraph } from './verifyGraph'

function example(): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'carried', floats('batch', 2))
  const doubled = builder.op('add', [x, x])
  builder.output('x', builder.op('relu', [doubled]))
  return builder.build()
}

function withNodes(graph: Graph, change: (nodes: Node[]) => Node[]): Graph {
  return { ...graph, nodes: change([...graph.nodes]) }
}

describe('verifyGraph', () => {
  it('accepts what the builder builds', () => {
    expect(() => verifyGraph(example())).not.toThrow()
  })

  it('finds a value that is read before it is made', () => {
    expect(() => verifyGraph(withNodes(example(), (nodes) => nodes.reverse()))).toThrow(/before it is made/)
  })

  it('finds a value that is made twice', () => {
    expect(() => verifyGraph(withNodes(example(), (nodes) => [...nodes, ...nodes]))).toThrow(/a second time/)
  })

  it('finds a type that the op does not infer', () => {
    const graph = withNodes(example(), ([first, ...rest]) => {
      const outputs = first?.outputs.map((value) => Object.assign(value, { type: floats(3) }))
      return [{ ...first, outputs } as Node, ...rest]
    })
    expect(() => verifyGraph(graph)).toThrow(/add makes %1 as f32\[3\]/)
  })

  it('finds an output that nothing makes', () => {
    expect(() => verifyGraph({ ...example(), nodes: [] })).toThrow(/never made/)
  })

  it('finds a carried input that is not handed on', () => {
    const graph = example()
    const renamed = graph.outputs.map(({ value }) => ({ name: 'other', value }))
    expect(() => verifyGraph({ ...graph, outputs: renamed })).toThrow(/carried/)
  })

  it('finds a name that is used twice', () => {
    const graph = example()
    expect(() => verifyGraph({ ...graph, inputs: [...graph.inputs, ...graph.inputs] })).toThrow(/not unique/)
  })
})
