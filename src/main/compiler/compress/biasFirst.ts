/** @file Convolutions take back what was put behind the pooling that follows them. */
import type { OnnxNode, OnnxTensor } from '../backends/onnx/proto'
import { byName, countReaders, type FloatTensor, isFloat, type Nodes } from './nodes'

/**
 * Conv → MaxPool → Add(bias) → Relu becomes Conv with its bias → Relu → MaxPool, which is the same, for neither moves the order of
 * numbers. With floats the former is faster; whole-number kernels do bias and ReLU as they multiply, and then pool single bytes.
 */
export function biasFirst(network: Nodes, output: string): Nodes {
  const constants = byName(network.initializers)
  const readers = countReaders(network, output)
  const next: Following = (name, opType) =>
    readers.get(name) === 1
      ? network.nodes.find((node) => node.opType === opType && node.inputs[0] === name)
      : undefined
  const replaced = new Map<OnnxNode, OnnxNode | null>()
  const biases = new Map<string, FloatTensor>()
  for (const conv of network.nodes.filter(({ opType, inputs }) => opType === 'Conv' && inputs.length === 2)) {
    const chain = chainOf(conv, next)
    const bias = constants.get(chain?.add.inputs[1] ?? '')
    if (!chain || !isFloat(bias) || !isPerChannel(bias, constants.get(conv.inputs[1] ?? ''))) continue
    const flat = { ...bias, name: `${bias.name} flat`, shape: [bias.values.length] }
    biases.set(flat.name, flat)
    for (const [node, now] of reorder(conv, chain, flat.name)) replaced.set(node, now)
  }
  const nodes = inOrder(network.nodes, replaced)
  return { nodes, initializers: [...network.initializers, ...biases.values()] }
}

/** Finds the only reader of a value, if it is of a kind. */
type Following = (name: string, opType: string) => OnnxNode | undefined

interface Chain {
  readonly pool: OnnxNode | undefined
  readonly add: OnnxNode
  readonly relu: OnnxNode | undefined
}

function chainOf(conv: OnnxNode, next: Following): Chain | null {
  const pool = next(nameOf(conv), 'MaxPool')
  const add = next(nameOf(pool ?? conv), 'Add')
  return add ? { pool, add, relu: next(nameOf(add), 'Relu') } : null
}

/** @returns what takes the place of each node; null: nothing. */
function reorder(
  conv: OnnxNode,
  { pool, add, relu }: Chain,
  bias: string,
): readonly (readonly [OnnxNode, OnnxNode | null])[] {
  const end = nameOf(relu ?? add)
  const summed = `${nameOf(conv)} biased`
  const last = pool ? `${nameOf(conv)} before pooling` : end
  const biased = { ...conv, inputs: [...conv.inputs, bias], outputs: [relu ? summed : last] }
  return [
    [conv, biased],
    [add, relu ? { ...relu, inputs: [summed], outputs: [last] } : null],
    ...(relu ? [[relu, null] as const] : []),
    ...(pool ? [[pool, { ...pool, inputs: [last], outputs: [end] }] as const] : []),
  ]
}

function nameOf({ outputs }: OnnxNode): string {
  return outputs[0] ?? ''
}

function isPerChannel({ shape, values }: FloatTensor, weights: OnnxTensor | undefined): boolean {
  const channels = weights?.shape[0]
  return values.length === channels && shape.at(-3) === channels
}

/** Pooling that stood before the addition whose place the ReLU takes waits for it. */
function inOrder(nodes: readonly OnnxNode[], replaced: ReadonlyMap<OnnxNode, OnnxNode | null>): OnnxNode[] {
  const ordered: OnnxNode[] = []
  const made = new Set<string>()
  const waiting: OnnxNode[] = []
  const push = (node: OnnxNode): void => {
    ordered.push(node)
    for (const name of node.outputs) made.add(name)
    const ready = waiting.findIndex(({ inputs }) => node.outputs.includes(inputs[0] ?? ''))
    if (ready >= 0) waiting.splice(ready, 1).forEach(push)
  }
  for (const node of nodes) {
    const now = replaced.has(node) ? replaced.get(node) : node
    if (!now) continue
    if (now !== node && now.opType === 'MaxPool' && !made.has(now.inputs[0] ?? '')) waiting.push(now)
    else push(now)
  }
  return ordered
}
