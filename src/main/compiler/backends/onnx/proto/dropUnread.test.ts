/** @file Only what an output needs is kept, in graphs within graphs too. */
import { describe, expect, it } from 'vitest'
import { dropUnread } from './dropUnread'
import { attribute, type OnnxGraph, type OnnxNode } from './model'

const relu = (input: string, output: string): OnnxNode => ({
  ...{ opType: 'Relu', inputs: [input], outputs: [output] },
})

function graphOf(nodes: readonly OnnxNode[], output: string): OnnxGraph {
  const info = (name: string) => ({ name, dataType: 'float32' as const, shape: [] })
  const initializers = ['used', 'unused'].map((name) => ({ ...info(name), shape: [1], values: [1] }))
  return { name: 'g', inputs: [info('x')], outputs: [info(output)], initializers, nodes }
}

const dropIn = (graph: OnnxGraph): OnnxGraph => dropUnread({ operatorSets: {}, graph }).graph
const outputsOf = ({ nodes }: OnnxGraph) => nodes.map(({ outputs }) => outputs[0])

describe('dropUnread', () => {
  it('keeps the nodes and constants that lead to an output, in their order', () => {
    const add: OnnxNode = { opType: 'Add', inputs: ['a', 'used'], outputs: ['y'] }
    const kept = dropIn(graphOf([relu('x', 'a'), relu('a', 'b'), relu('b', 'c'), add], 'y'))
    expect(outputsOf(kept)).toEqual(['a', 'y'])
    expect(kept.initializers.map(({ name }) => name)).toEqual(['used'])
  })

  it('keeps a node of which one result is read', () => {
    const split: OnnxNode = { opType: 'Split', inputs: ['x'], outputs: ['left', 'right'] }
    expect(outputsOf(dropIn(graphOf([split, relu('right', 'y')], 'y')))).toEqual(['left', 'y'])
  })

  it('looks into graphs within graphs, and keeps what they read from around them', () => {
    const body = graphOf([relu('outer', 'kept'), relu('other', 'dropped')], 'kept')
    const loop: OnnxNode = {
      ...{ opType: 'Loop', inputs: ['x'], outputs: ['y'] },
      attributes: { body: attribute.graph(body) },
    }
    const kept = dropIn(graphOf([relu('x', 'outer'), relu('x', 'other'), loop], 'y'))
    expect(outputsOf(kept)).toEqual(['outer', 'y'])
    const inner = kept.nodes.at(-1)?.attributes?.['body']
    expect(inner?.kind === 'graph' && outputsOf(inner.value)).toEqual(['kept'])
  })
})
