/** @file A chunk of training of several models of one structure, as one ONNX `Loop` over a step of all of them. */
import type { EmitArguments } from '../backends/onnx/emitters/emit'
import { EMITTERS } from '../backends/onnx/emitters/registry'
import { noiseTable, pickNoise } from '../backends/onnx/noiseTables'
import { OnnxEmitter } from '../backends/onnx/onnxEmitter'
import { carriedOutput, LOSSES_OUTPUT, TRAIN_INPUTS } from '../backends/onnx/program'
import { attribute, type OnnxGraph, type OnnxModel, type OnnxValueInfo } from '../backends/onnx/proto'
import { hasMasks, valueInfo } from '../backends/onnx/trainInputs'
import { CLASS_WEIGHTS_INPUT } from '../compile/trainingGraph'
import type { Graph, GraphInput, Node, Value } from '../graph/graph'
import { sizeOf } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'
import { EXACT_WHERE } from './exactness'
import type { PopulationArguments, PopulationRule } from './rule'
import { POPULATION_RULES } from './rules'

const ITERATION = 'iteration'
const CONTINUE = 'continue'

/**
 * The training program of one model with an axis of members in front of all that they have each of their own: weights and
 * state, batches [steps, members, batch], noise (tables one behind the other), numbers [members] and schedules
 * [steps, members]. Data are shared. The losses are [steps, members].
 */
export function emitPopulationProgram(graph: Graph, members: number): OnnxModel {
  const emitter = new OnnxEmitter({ batchReciprocal: TRAIN_INPUTS.batchReciprocal })
  bindInputs(emitter, graph.inputs, members)
  const own = ownInputs(graph)
  for (const node of graph.nodes) emitNode(emitter, node, { own, members })
  const carried = graph.inputs.filter(({ role }) => role === 'carried').map((input) => infoOf(input, members))
  const body = loopBody(emitter, graph, { carried, members })
  const outputs = [
    ...carried.map((info) => ({ ...info, name: carriedOutput(info.name) })),
    valueInfo(LOSSES_OUTPUT, 'float32', ['steps', members]),
  ]
  return {
    operatorSets: emitter.operatorSets,
    graph: {
      name: 'population',
      inputs: programInputs(graph, members),
      outputs,
      initializers: emitter.initializers,
      nodes: [
        {
          opType: 'Loop',
          inputs: [TRAIN_INPUTS.stepCount, '', ...carried.map(({ name }) => name)],
          outputs: outputs.map(({ name }) => name),
          attributes: { body: attribute.graph(body) },
        },
      ],
    },
  }
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

/** Picks the rows of this step, and its numbers. */
function bindInputs(emitter: OnnxEmitter, inputs: readonly GraphInput[], members: number): void {
  const pick = (table: string, rows: string): string => emitter.add('Gather', [table, rows])
  const batch = pick(TRAIN_INPUTS.order, ITERATION)
  const noise = hasMasks(inputs) ? pick(TRAIN_INPUTS.noise, ITERATION) : ''
  for (const input of inputs) {
    const { name, role, value } = input
    if (role === 'rows') emitter.bind(value, pick(name, batch))
    else if (role === 'mask')
      emitter.bind(value, pickNoise(emitter, input, { starts: noise, leading: [members] }))
    else if (role === 'schedule') emitter.bind(value, pick(name, ITERATION))
    else emitter.bind(value, role === 'carried' ? carriedInput(name) : name)
  }
}

function loopBody(
  emitter: OnnxEmitter,
  graph: Graph,
  { carried, members }: { readonly carried: readonly OnnxValueInfo[]; readonly members: number },
): OnnxGraph {
  const goOn = emitter.add('Identity', [CONTINUE])
  const names = new Map(graph.outputs.map(({ name, value }) => [name, emitter.nameOf(value)]))
  return {
    name: 'step',
    inputs: [
      valueInfo(ITERATION, 'int64', []),
      valueInfo(CONTINUE, 'bool', []),
      ...carried.map((info) => ({ ...info, name: carriedInput(info.name) })),
    ],
    outputs: [
      valueInfo(goOn, 'bool', []),
      ...carried.map((info) => ({ ...info, name: names.get(info.name) ?? '' })),
      valueInfo(names.get('loss') ?? '', 'float32', [members]),
    ],
    initializers: [],
    nodes: emitter.nodes,
  }
}

function programInputs(graph: Graph, members: number): OnnxValueInfo[] {
  const lines = ['steps', members, 'batch']
  return [
    valueInfo(TRAIN_INPUTS.stepCount, 'int64', []),
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

function carriedInput(name: string): string {
  return `${name}:now`
}
