/** @file A graph that runs once a call: every op in tests, and whatever looks at a network from within. */
import type { Graph, GraphInput } from '../../graph/graph'
import { emitNodes } from './emitGraph'
import { attribute, type GraphDef, type TensorFlowShape } from './proto'
import { type EmitterOptions, TensorFlowEmitter } from './tensorFlowEmitter'

/** A graph of TensorFlow, and where its inputs and outputs are. */
export interface TensorFlowFunction {
  readonly graph: GraphDef
  /** Nodes to be fed, by the names of the graph's inputs. */
  readonly feeds: Readonly<Record<string, string>>
  /** What to fetch, by the names of the graph's outputs: `node`, or `node:1` for a further output of it. */
  readonly fetches: Readonly<Record<string, string>>
}

/** Everything is fed and nothing stays. */
export function emitForwardProgram(graph: Graph, options: EmitterOptions = {}): TensorFlowFunction {
  const emitter = new TensorFlowEmitter(options)
  const feeds = graph.inputs.map(({ name, value }) => {
    const fed = addPlaceholder(emitter, name, value.type)
    emitter.bind(value, fed)
    return [name, fed] as const
  })
  emitNodes(emitter, graph)
  // What is fed cannot be fetched, and a graph may hand an input on.
  const fetches = graph.outputs.map(({ name, value: { type }, value }) => {
    const made = emitter.add('Identity', [emitter.nameOf(value)], { T: attribute.type(type.element) })
    return [name, made] as const
  })
  return {
    graph: { nodes: emitter.nodes },
    feeds: Object.fromEntries(feeds),
    fetches: Object.fromEntries(fetches),
  }
}

/** @returns the name of the node to be fed. */
export function addPlaceholder(
  emitter: TensorFlowEmitter,
  hint: string,
  { element, shape }: GraphInput['value']['type'],
): string {
  return emitter.addNamed(emitter.freshName(`feed.${hint}`), 'Placeholder', {
    attributes: { dtype: attribute.type(element), shape: attribute.shape(toShape(shape)) },
  })
}

export function toShape(shape: GraphInput['value']['type']['shape']): TensorFlowShape {
  return shape.map((size) => (size === 'batch' ? null : size))
}
