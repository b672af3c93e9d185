/** @file A chunk of training as one ONNX `Loop` over a training step. */
import type { Device } from '../../../../shared/domain/device'
import type { Graph, GraphInput } from '../../graph/graph'
import type { TensorType } from '../../graph/tensorType'
import { emitNodes } from './emitGraph'
import { OnnxEmitter } from './onnxEmitter'
import { carriedOutput, LOSSES_OUTPUT, TRAIN_INPUTS } from './program'
import { attribute, ONNX_OPERATOR_SET, type OnnxGraph, type OnnxModel, type OnnxValueInfo } from './proto'

const ITERATION = 'iteration'
const CONTINUE = 'continue'

/**
 * Inputs: those of `TRAIN_INPUTS` and of the graph, by name — tables for `rows`, pools for `mask`, a number a step for
 * `schedule`. Outputs: the carried values as `carriedOutput(name)`, and the losses. All data are inputs of the program, which
 * the loop reads where they lie; what a step hands to the next is carried by the loop and leaves it only at the end.
 */
export function emitTrainProgram(graph: Graph, device: Device = 'cpu'): OnnxModel {
  const emitter = new OnnxEmitter({ batchReciprocal: TRAIN_INPUTS.batchReciprocal, device })
  const carried = graph.inputs.filter(({ role }) => role === 'carried')
  bindInputs(emitter, graph.inputs)
  emitNodes(emitter, graph)
  const body = loopBody(emitter, graph, carried)
  const outputs = [...carried.map(carriedInfo), info(LOSSES_OUTPUT, 'float32', ['steps'])]
  return {
    operatorSets: { '': ONNX_OPERATOR_SET },
    graph: {
      name: 'train',
      inputs: [...programInputs(graph), ...graph.inputs.map(outerInput)],
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

/** Picks the rows of this step, and its numbers. */
function bindInputs(emitter: OnnxEmitter, inputs: readonly GraphInput[]): void {
  const pick = (table: string, rows: string): string => emitter.add('Gather', [table, rows])
  const batch = pick(TRAIN_INPUTS.order, ITERATION)
  const noise = hasMasks(inputs) ? pick(TRAIN_INPUTS.noise, ITERATION) : ''
  for (const { name, role, value } of inputs) {
    if (role === 'rows') emitter.bind(value, pick(name, batch))
    else if (role === 'mask') emitter.bind(value, pick(name, noise))
    else if (role === 'schedule') emitter.bind(value, pick(name, ITERATION))
    else emitter.bind(value, role === 'carried' ? carriedInput(name) : name)
  }
}

function loopBody(emitter: OnnxEmitter, graph: Graph, carried: readonly GraphInput[]): OnnxGraph {
  const goOn = emitter.add('Identity', [CONTINUE])
  const names = new Map(graph.outputs.map(({ name, value }) => [name, emitter.nameOf(value)]))
  const output = (name: string, { type }: { type: TensorType }) =>
    info(names.get(name) ?? '', 'float32', type.shape)
  return {
    name: 'step',
    inputs: [
      info(ITERATION, 'int64', []),
      info(CONTINUE, 'bool', []),
      ...carried.map(({ name, value }) => info(carriedInput(name), 'float32', value.type.shape)),
    ],
    outputs: [
      info(goOn, 'bool', []),
      ...carried.map(({ name, value }) => output(name, value)),
      info(names.get('loss') ?? '', 'float32', []),
    ],
    initializers: [],
    nodes: emitter.nodes,
  }
}

function programInputs({ inputs }: Graph): OnnxValueInfo[] {
  const noise = info(TRAIN_INPUTS.noise, 'int32', ['steps', 'batch'])
  return [
    info(TRAIN_INPUTS.stepCount, 'int64', []),
    info(TRAIN_INPUTS.order, 'int32', ['steps', 'batch']),
    info(TRAIN_INPUTS.batchReciprocal, 'float32', []),
    ...(hasMasks(inputs) ? [noise] : []),
  ]
}

function outerInput({ name, role, value: { type } }: GraphInput): OnnxValueInfo {
  const width = type.shape.slice(1)
  if (role === 'rows') return info(name, type.element, ['rows', ...width])
  if (role === 'mask') return info(name, type.element, ['poolRows', ...width])
  if (role === 'schedule') return info(name, type.element, ['steps'])
  return info(name, type.element, type.shape)
}

function carriedInfo({ name, value }: GraphInput): OnnxValueInfo {
  return info(carriedOutput(name), 'float32', value.type.shape)
}

function carriedInput(name: string): string {
  return `${name}:now`
}

function hasMasks(inputs: readonly GraphInput[]): boolean {
  return inputs.some(({ role }) => role === 'mask')
}

function info(
  name: string,
  dataType: OnnxValueInfo['dataType'],
  shape: OnnxValueInfo['shape'],
): OnnxValueInfo {
  return { name, dataType, shape }
}
