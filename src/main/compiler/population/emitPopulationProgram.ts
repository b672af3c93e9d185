/** @file A chunk of training of several models of one structure, a step of all of them at a time. */
import type { EmitArguments } from '../backends/onnx/emitters/emit'
import { EMITTERS } from '../backends/onnx/emitters/registry'
import { emitLoopProgram } from '../backends/onnx/loopProgram'
import { noiseTable } from '../backends/onnx/noiseTables'
import type { OnnxEmitter } from '../backends/onnx/onnxEmitter'
import { TRAIN_INPUTS } from '../backends/onnx/program'
import type { OnnxModel, OnnxValueInfo } from '../backends/onnx/proto'
import { hasMasks, valueInfo } from '../backends/onnx/trainInputs'
import { CLASS_WEIGHTS_INPUT } from '../compile/trainingGraph'
import type { Graph, GraphInput, Node, Value } from '../graph/graph'
import { sizeOf } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'
import { EXACT_WHERE } from './exactness'
import type { PopulationArguments, PopulationRule } from './rule'
import { POPULATION_RULES } from './rules'

/**
 * The training program of one model with an axis of members in front of all that they have each of their own: weights and
 * state, batches [steps, members, batch], noise (tables one behind the other), numbers [members] and schedules
 * [steps, members]. Data are shared. The losses are [steps, members].
 */
export function emitPopulationProgram(graph: Graph, members: number): OnnxModel {
  const own = ownInputs(graph)
  return emitLoopProgram({
    name: 'population',
    graph,
    leading: [members],
    inputs: programInputs(graph, members),
    carried: graph.inputs.filter(({ role }) => role === 'carried').map((input) => infoOf(input, members)),
    emitStep: (emitter) => {
      for (const node of graph.nodes) emitNode(emitter, node, { own, members })
    },
  })
}

/** Whether every op of a step has a rule for several models at once, and gives each what it would have alone. */
export function hasPopulationRules(graph: Graph): boolean {
  const own = ownInputs(graph)
  return graph.nodes.every((node) => {
    if (!node.inputs.some((input) => own.has(input))) return true
    node.outputs.forEach((output) => own.add(output))
    return POPULATION_RULES[node.kind] !== undefined && isExact(node)
  })
}

function isExact(node: Node): boolean {
  const condition = EXACT_WHERE[node.kind] as ((node: Node) => boolean) | undefined
  return condition?.(node) ?? true
}

/** Weights of classes follow from the data, which members share; everything else that is fed is each one's own. */
function isOwn({ name }: GraphInput): boolean {
  return name !== CLASS_WEIGHTS_INPUT
}

function ownInputs({ inputs }: Graph): Set<Value> {
  return new Set(inputs.filter(isOwn).map(({ value }) => value))
}

interface Members {
  /** Values that each member has of its own; those that are made of them are added. */
  readonly own: Set<Value>
  readonly members: number
}

function emitNode(emitter: OnnxEmitter, node: Node, { own, members }: Members): void {
  const inputs = node.inputs.map((input) => emitter.nameOf(input))
  const isOwnInput = node.inputs.map((input) => own.has(input))
  const isShared = !isOwnInput.includes(true)
  const context = { emitter, node, inputs, isOwn: isOwnInput, members }
  // The rule of a node's kind takes that node, which the union over all kinds cannot express.
  const emit = (isShared ? EMITTERS : POPULATION_RULES)[node.kind] as PopulationRule<OpKind>
  const names = emit(context as unknown as PopulationArguments<OpKind> & EmitArguments<OpKind>)
  node.outputs.forEach((output, index) => {
    emitter.bind(output, names[index] ?? '')
    if (!isShared) own.add(output)
  })
}

function programInputs(graph: Graph, members: number): OnnxValueInfo[] {
  const lines = ['steps', members, 'batch']
  return [
    valueInfo(TRAIN_INPUTS.order, 'int32', lines),
    valueInfo(TRAIN_INPUTS.batchReciprocal, 'float32', []),
    ...(hasMasks(graph.inputs) ? [valueInfo(TRAIN_INPUTS.noise, 'int32', lines)] : []),
    ...graph.inputs.map((input) => infoOf(input, members)),
  ]
}

function infoOf(input: GraphInput, members: number): OnnxValueInfo {
  const { name, role, value } = input
  const { element, shape } = value.type
  if (role === 'rows') return valueInfo(name, element, ['rows', ...shape.slice(1)])
  if (role === 'mask') return valueInfo(name, element, ['poolRows', noiseTable(sizeOf(shape.slice(1))).width])
  if (role === 'schedule') return valueInfo(name, element, ['steps', members])
  return valueInfo(name, element, isOwn(input) ? [members, ...shape] : shape)
}
