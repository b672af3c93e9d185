/** @file A model that trains: its variables, a step, and the evaluation by the same weights. */
import type { Graph, GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { noiseTable } from '../onnx/noiseTables'
import { TRAIN_INPUTS } from '../onnx/program'
import { addPlaceholder } from './emitForwardProgram'
import { emitNodes } from './emitGraph'
import { pickNoise } from './pickNoise'
import { TRAIN_NUMBERS, type TensorFlowProgram } from './program'
import { appendLoss } from './recentLosses'
import { attribute, encodeGraphDef, type GraphDef } from './proto'
import { FLOAT, TensorFlowEmitter } from './tensorFlowEmitter'
import { type CarriedVariable, updateInPlace } from './resourceUpdates'
import { type Variable, VariableTable } from './variables'

/** @param step outputs `loss` and the next value of every carried input @param evaluation inputs: weights a group, and rows */
export function emitProgram(step: Graph, evaluation: Graph): TensorFlowProgram {
  const { graph, ...program } = writeProgram(step, evaluation)
  return { ...program, graph: encodeGraphDef(graph) }
}

/** The same before it becomes bytes. */
export function writeProgram(
  step: Graph,
  evaluation: Graph,
): Omit<TensorFlowProgram, 'graph'> & { readonly graph: GraphDef } {
  const resident = new TensorFlowEmitter()
  const variables = new VariableTable(resident)
  const trained = emitStep(step, variables)
  const evaluated = emitEvaluation(evaluation, variables)
  return {
    graph: { nodes: [...resident.nodes, ...trained.nodes, ...evaluated.nodes] },
    variables: variables.all,
    zeros: trained.zeros,
    train: trained.call,
    evaluate: evaluated.call,
  }
}

function emitStep(graph: Graph, variables: VariableTable) {
  const numbers = numbersOf(graph)
  const fed = new TensorFlowEmitter({ prefix: 'feed/' })
  const { feed, names } = feedNumbers(fed, numbers)
  const emitter = new TensorFlowEmitter({
    prefix: 'train/',
    batchReciprocal: names.get(TRAIN_INPUTS.batchReciprocal) ?? '',
  })
  const feeds: Record<string, string> = { [TRAIN_NUMBERS]: feed }
  const carried = bindInputs(emitter, graph, { variables, feeds, numbers: names })
  const zeros: string[] = []
  const updates = updateInPlace({
    ...{ emitter, graph, carried },
    measure: (name, measure) => variables.measure(name, measure),
    zerosLike({ name, value }) {
      const own = `zeros:${name}`
      zeros.push(own)
      return variables.find(own, value.type).handle
    },
  })
  emitNodes(emitter, graph, updates.emit)
  const assigned = carried.flatMap(({ name, handle, type, read }) => {
    const output = graph.outputs.find((one) => one.name === name)
    if (!output || updates.settled.get(name) === output.value) return []
    const next = emitter.nameOf(output.value)
    // A variable is read as it was before the step.
    return next === read ? [] : [emitter.add('AssignVariableOp', [handle, next, `^${read}`], type)]
  })
  const last = [...updates.done, ...assigned].map((name) => `^${name}`)
  const done = emitter.addNamed('train/done', 'NoOp', { inputs: last })
  const loss = graph.outputs.find(({ name }) => name === 'loss')
  const shown = loss ? emitter.add('Identity', [emitter.nameOf(loss.value)], FLOAT) : ''
  const call = {
    feeds,
    numbers,
    targets: [done],
    loss: shown,
    keepLoss: appendLoss(emitter, variables, shown),
  }
  return { nodes: [...fed.nodes, ...emitter.nodes], call, zeros }
}

/** What a step is fed one number of, in their order. */
function numbersOf({ inputs }: Graph): string[] {
  const scheduled = inputs.filter(({ role }) => role === 'schedule')
  return [TRAIN_INPUTS.batchReciprocal, ...scheduled.map(({ name }) => name)]
}

/** One vector is fed sooner than many scalars. @returns the node to be fed, and where each number is. */
function feedNumbers(emitter: TensorFlowEmitter, numbers: readonly string[]) {
  const feed = addPlaceholder(emitter, TRAIN_NUMBERS, { element: 'float32', shape: [numbers.length] })
  const attributes = { ...FLOAT, num: attribute.int(numbers.length), axis: attribute.int(0) }
  const parts = emitter.addMany('Unpack', [feed], { attributes, outputs: numbers.length })
  return { feed, names: new Map(numbers.map((name, index) => [name, parts[index] ?? ''])) }
}

interface StepInputs {
  readonly variables: VariableTable
  /** Nodes to be fed, to which those of order and noise are added. */
  readonly feeds: Record<string, string>
  readonly numbers: ReadonlyMap<string, string>
}

/** Picks the rows of the step. @returns the variables that it carries. */
function bindInputs(
  emitter: TensorFlowEmitter,
  { inputs }: Graph,
  { variables, feeds, numbers }: StepInputs,
): CarriedVariable[] {
  const lineOf = (name: string): string =>
    (feeds[name] ??= addPlaceholder(emitter, name, { element: 'int32', shape: ['batch'] }))
  const order = lineOf(TRAIN_INPUTS.order)
  const carried: CarriedVariable[] = []
  for (const input of inputs) {
    const { name, role, value } = input
    if (role === 'schedule') emitter.bind(value, numbers.get(name) ?? '')
    else if (role === 'rows') emitter.bind(value, gather(emitter, variables.find(name, value.type), order))
    else if (role === 'mask') {
      const table = poolOf(variables, input)
      const starts = lineOf(TRAIN_INPUTS.noise)
      const noise = pickNoise(emitter, input, { starts, gather: (rows) => gather(emitter, table, rows) })
      emitter.bind(value, noise)
    } else {
      const { handle, type } = variables.find(name, value.type)
      const read = emitter.add('ReadVariableOp', [handle], type)
      emitter.bind(value, read)
      if (role === 'carried') carried.push({ name, value, handle, type, read })
    }
  }
  return carried
}

function emitEvaluation(graph: Graph, variables: VariableTable) {
  const emitter = new TensorFlowEmitter({ prefix: 'evaluate/' })
  const feeds: Record<string, string> = {}
  for (const { name, role, value } of graph.inputs) {
    if (role === 'rows') {
      feeds[name] = addPlaceholder(emitter, name, value.type)
      emitter.bind(value, feeds[name])
    } else {
      const { handle, type } = variables.find(name, value.type)
      emitter.bind(value, emitter.add('ReadVariableOp', [handle], type))
    }
  }
  emitNodes(emitter, graph)
  const fetches = graph.outputs.map(({ name, value }) => {
    const type = { T: attribute.type(value.type.element) }
    return [name, emitter.add('Identity', [emitter.nameOf(value)], type)] as const
  })
  return { nodes: emitter.nodes, call: { feeds, fetches: Object.fromEntries(fetches) } }
}

/** @returns rows of a table. @param numbers int32, of any shape */
function gather(emitter: TensorFlowEmitter, { handle, type }: Variable, numbers: string): string {
  return emitter.add('ResourceGather', [handle, numbers], { ...type, Tindices: attribute.type('int32') })
}

/** Noise lies in a table of its own width. */
function poolOf(variables: VariableTable, { name, value: { type } }: GraphInput): Variable {
  const { width } = noiseTable(sizeOf(type.shape.slice(1)))
  return variables.find(name, type, [null, width])
}
