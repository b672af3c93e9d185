/** @file Nodes of any operator set in words of the one that Fettle writes (https://github.com/onnx/onnx/blob/main/docs/Changelog.md). */
import {
  attribute,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
} from '../backends/onnx/proto'

type Attributes = Readonly<Record<string, OnnxAttribute>>

/** What rules may ask of the graph and add to it. */
interface Words {
  readonly version: number
  /** Values of a constant of whole numbers; null for what is computed. */
  constant(name: string | undefined): readonly number[] | null
  /** @returns the name of a constant. */
  integers(values: readonly number[]): string
  number(value: number): string
  fresh(): string
}

type Rule = (node: OnnxNode, words: Words) => readonly OnnxNode[]

/** Constants that nodes make become constants of the graph; what only training does goes. */
export function inOneOperatorSet(graph: OnnxGraph, version: number): OnnxGraph {
  const constants = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]))
  const plain = graph.nodes.filter((node) => {
    const made = constantOf(node)
    if (made) constants.set(made.name, made)
    return made === null
  })
  let count = 0
  const fresh = (): string => `fettle ${count++}`
  const keep = (tensor: OnnxTensor): string => {
    constants.set(tensor.name, tensor)
    return tensor.name
  }
  const words: Words = {
    ...{ version, fresh },
    constant: (name) => {
      const tensor = constants.get(name ?? '')
      return tensor && tensor.dataType !== 'string' ? Array.from(tensor.values) : null
    },
    integers: (values) => keep({ name: fresh(), dataType: 'int64', shape: [values.length], values }),
    number: (value) => keep({ name: fresh(), dataType: 'float32', shape: [], values: [value] }),
  }
  const nodes = plain.flatMap((node) => rewrite(node, words))
  return { ...graph, nodes, initializers: [...constants.values()] }
}

function rewrite(node: OnnxNode, words: Words): readonly OnnxNode[] {
  const rule = RULES[node.opType]
  return (rule?.(node, words) ?? [node]).map((one) => rewriteInside(one, words))
}

/** Graphs within a node see the constants of the whole. */
function rewriteInside(node: OnnxNode, words: Words): OnnxNode {
  const attributes = Object.entries(node.attributes ?? {})
  if (!attributes.some(([, value]) => value.kind === 'graph')) return node
  const inner = attributes.map(([name, value]): [string, OnnxAttribute] => {
    if (value.kind !== 'graph') return [name, value]
    const nodes = value.value.nodes.flatMap((one) => rewrite(one, words))
    return [name, attribute.graph({ ...value.value, nodes })]
  })
  return { ...node, attributes: Object.fromEntries(inner) }
}

function constantOf({ opType, attributes = {}, outputs: [name = ''] }: OnnxNode): OnnxTensor | null {
  if (opType !== 'Constant') return null
  const [value] = Object.values(attributes)
  switch (value?.kind) {
    case 'tensor':
      return { ...value.value, name }
    case 'int':
      return { name, dataType: 'int64', shape: [], values: [value.value] }
    case 'ints':
      return { name, dataType: 'int64', shape: [value.value.length], values: value.value }
    case 'float':
      return { name, dataType: 'float32', shape: [], values: [value.value] }
    case 'floats':
      return { name, dataType: 'float32', shape: [value.value.length], values: value.value }
    default:
      return null
  }
}

function without({ attributes = {}, ...node }: OnnxNode, ...names: readonly string[]): OnnxNode {
  const kept = Object.entries(attributes).filter(([name]) => !names.includes(name))
  return { ...node, attributes: Object.fromEntries(kept) }
}

function withAttributes(node: OnnxNode, more: Attributes): OnnxNode {
  return { ...node, attributes: { ...node.attributes, ...more } }
}

/** Axes were an attribute before they became an input; here they are an attribute until set 18. */
const axesAsAttribute: Rule = (node, { version, constant }) => {
  const [data = '', axes] = node.inputs
  const values = constant(axes)
  if (version < 18) return [node]
  const plain = without(node, 'noop_with_empty_axes')
  if (values === null) return [plain]
  return [withAttributes({ ...plain, inputs: [data] }, { axes: attribute.ints(values) })]
}

/** The same of operators whose axes are an input since set 13. */
function asInputSince13(name: string): Rule {
  return (node, { version, integers }) => {
    const given = node.attributes?.[name]
    if (version >= 13 || given?.kind !== 'ints') return [node]
    return [without({ ...node, inputs: [...node.inputs, integers(given.value)] }, name)]
  }
}

const split: Rule = (node, words) => {
  const [older = node] = asInputSince13('split')(node, words)
  return [without(older, 'num_outputs')]
}

/** Bounds were attributes before set 11. */
const clip: Rule = (node, { version, number }) => {
  if (version >= 11) return [node]
  const { min, max } = node.attributes ?? {}
  const bounds = [min, max].map((bound) => (bound?.kind === 'float' ? number(bound.value) : ''))
  return [without({ ...node, inputs: [...node.inputs, ...bounds] }, 'min', 'max')]
}

const pad: Rule = (node, { version, integers, number }) => {
  const { pads, value } = node.attributes ?? {}
  if (version >= 11 || pads?.kind !== 'ints') return [node]
  const filling = number(value?.kind === 'float' ? value.value : 0)
  const inputs = [...node.inputs, integers(pads.value), filling]
  return [without({ ...node, inputs }, 'pads', 'value')]
}

const slice: Rule = (node, { version, integers }) => {
  const { starts, ends, axes } = node.attributes ?? {}
  if (version >= 10 || starts?.kind !== 'ints' || ends?.kind !== 'ints') return [node]
  const lists = [starts.value, ends.value, ...(axes?.kind === 'ints' ? [axes.value] : [])]
  const inputs = [...node.inputs, ...lists.map((values) => integers(values))]
  return [without({ ...node, inputs }, 'starts', 'ends', 'axes')]
}

/** The axis that is meant where none is given was 1 before set 13. */
const softmax: Rule = (node, { version }) =>
  version < 13 && node.attributes?.['axis'] === undefined
    ? [withAttributes(node, { axis: attribute.int(1) })]
    : [node]

/** It lets everything through where nothing is trained. */
const dropout: Rule = ({ inputs: [data = ''], outputs: [made = ''] }) => [
  { opType: 'Identity', inputs: [data], outputs: [made] },
]

/** x · ½ (1 + erf(x / √2)), or by tanh (Hendrycks & Gimpel 2016). */
const gelu: Rule = ({ inputs: [x = ''], outputs, attributes = {} }, { number, fresh }) => {
  const nodes: OnnxNode[] = []
  const op = (opType: string, ...inputs: string[]): string => {
    const name = fresh()
    nodes.push({ opType, inputs, outputs: [name] })
    return name
  }
  const { approximate } = attributes
  const isTanh = approximate?.kind === 'string' && approximate.value === 'tanh'
  const cube = (): string => op('Mul', number(0.044715), op('Mul', x, op('Mul', x, x)))
  const bent = isTanh
    ? op('Tanh', op('Mul', number(Math.sqrt(2 / Math.PI)), op('Add', x, cube())))
    : op('Erf', op('Mul', x, number(Math.SQRT1_2)))
  const half = op('Mul', x, number(0.5))
  const share = op('Add', bent, number(1))
  return [...nodes, { opType: 'Mul', inputs: [half, share], outputs }]
}

/** x · tanh(ln(1 + e^x)) (Misra 2019). */
const mish: Rule = ({ inputs: [x = ''], outputs }, { fresh }) => {
  const [soft, bent] = [fresh(), fresh()]
  return [
    { opType: 'Softplus', inputs: [x], outputs: [soft] },
    { opType: 'Tanh', inputs: [soft], outputs: [bent] },
    { opType: 'Mul', inputs: [x, bent], outputs },
  ]
}

/** Attributes that came later, or went, and that say nothing where they have their usual value. */
function lacking(...names: readonly string[]): Rule {
  return (node) => [without(node, ...names)]
}

const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    ['Max', 'Min', 'Mean', 'Prod', 'SumSquare', 'L1', 'L2', 'LogSum', 'LogSumExp'].map(
      (name) => [`Reduce${name}`, axesAsAttribute] as const,
    ),
  ),
  ReduceSum: asInputSince13('axes'),
  Squeeze: asInputSince13('axes'),
  Unsqueeze: asInputSince13('axes'),
  Split: split,
  Clip: clip,
  Pad: pad,
  Slice: slice,
  Softmax: softmax,
  LogSoftmax: softmax,
  Dropout: dropout,
  Gelu: gelu,
  Mish: mish,
  BatchNormalization: lacking('spatial', 'momentum'),
  Resize: lacking('antialias', 'keep_aspect_ratio_policy'),
  Cast: lacking('saturate', 'round_mode'),
  AveragePool: (node) => [isOnes(node.attributes?.['dilations']) ? without(node, 'dilations') : node],
}

function isOnes(given: OnnxAttribute | undefined): boolean {
  return given?.kind === 'ints' && given.value.every((size) => size === 1)
}
