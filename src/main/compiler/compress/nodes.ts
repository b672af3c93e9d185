/** @file A network in the hands of those who make it smaller: nodes, constants, and names for new ones. */
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from '../backends/onnx/proto'

export type Nodes = Pick<OnnxGraph, 'nodes' | 'initializers'>

/** Constants of numbers; texts are never made smaller. */
export type NumberTensor = Exclude<OnnxTensor, { dataType: 'string' }>

export type FloatTensor = NumberTensor & { readonly dataType: 'float32' }

/** Fewer numbers than these are not worth what it costs to put them back: biases, scales of a norm. */
export const LEAST_WEIGHTS = 64

/** Nodes and constants that take the place of others. Every name begins with that of what it serves, so that none collide. */
export class NodeList {
  readonly nodes: OnnxNode[] = []
  readonly initializers: OnnxTensor[] = []

  /** @returns the name of the only output. */
  op(
    opType: string,
    inputs: readonly string[],
    output: string,
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ): string {
    this.nodes.push({ opType, inputs, outputs: [output], ...(attributes ? { attributes } : {}) })
    return output
  }

  constant(tensor: OnnxTensor): string {
    this.initializers.push(tensor)
    return tensor.name
  }
}

export function isFloat(tensor: OnnxTensor | undefined): tensor is FloatTensor {
  return tensor?.dataType === 'float32'
}

/** @returns the constants by name. */
export function byName(initializers: readonly OnnxTensor[]): ReadonlyMap<string, OnnxTensor> {
  return new Map(initializers.map((tensor) => [tensor.name, tensor]))
}

/** @returns how often each value is read; an output of the network counts. */
export function countReaders({ nodes }: Nodes, output: string): ReadonlyMap<string, number> {
  const readers = new Map([[output, 1]])
  const count = (read: readonly OnnxNode[]): void => {
    for (const { inputs, attributes = {} } of read) {
      for (const name of inputs) readers.set(name, (readers.get(name) ?? 0) + 1)
      for (const one of Object.values(attributes)) if (one.kind === 'graph') count(one.value.nodes)
    }
  }
  count(nodes)
  return readers
}

/** Constants that nothing reads any more go. */
export function withoutUnread({ nodes, initializers }: Nodes, output: string): Nodes {
  const readers = countReaders({ nodes, initializers }, output)
  return { nodes, initializers: initializers.filter(({ name }) => readers.has(name)) }
}

/** @returns an equal network in which no constant is only reshaped: weights stand where they are used. */
export function foldReshapes(network: Nodes, output: string): Nodes {
  const constants = byName(network.initializers)
  const folded: OnnxTensor[] = []
  const nodes = network.nodes.filter(({ opType, inputs, outputs }) => {
    const [values, shape] = inputs.map((name) => constants.get(name))
    const [name = ''] = outputs
    if (opType !== 'Reshape' || name === output || !isFloat(values) || shape?.dataType !== 'int64')
      return true
    const sizes = Array.from(shape.values)
    // A size that is left to be worked out, or copied, follows from the others.
    if (sizes.some((size) => size <= 0)) return true
    folded.push({ ...values, name, shape: sizes })
    return false
  })
  return withoutUnread({ nodes, initializers: [...network.initializers, ...folded] }, output)
}
