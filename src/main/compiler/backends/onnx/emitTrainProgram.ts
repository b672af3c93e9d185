/** @file A chunk of training as one ONNX `Loop` over a training step. */
import type { Graph, GraphInput } from '../../graph/graph'
import { emitNodes } from './emitGraph'
import { pickNoise } from './noiseTables'
import { OnnxEmitter } from './onnxEmitter'
import { carriedOutput, LOSSES_OUTPUT, TRAIN_INPUTS } from './program'
import { attribute, type OnnxGraph, type OnnxModel, type OnnxValueInfo } from './proto'
import { carriedInputs, hasMasks, trainInputs, valueInfo } from './trainInputs'

const ITERATION = 'iteration'
const CONTINUE = 'continue'

/**
 * Inputs: those of `TRAIN_INPUTS` and of the graph, by name — tables for `rows`, pools for `mask`, a number a step for
 * `schedule`. Outputs: the carried values as `carriedOutput(name)`, and the losses. All data are inputs of the program, which
 * the loop reads where they lie; what a step hands to the next is carried by the loop and leaves it only at the end.
 */
export function emitTrainProgram(graph: Graph): OnnxModel {
  const emitter = new OnnxEmitter({ batchReciprocal: TRAIN_INPUTS.batchReciprocal })
  const carried = carriedInputs(graph)
  bindInputs(emitter, graph.inputs)
  emitNodes(emitter, graph)
  const body = loopBody(emitter, graph, carried)
  const outputs = [
    ...carried.map((info) => ({ ...info, name: carriedOutput(info.name) })),
    valueInfo(LOSSES_OUTPUT, 'float32', ['steps']),
  ]
  return {
    operatorSets: emitter.operatorSets,
    graph: {
      name: 'train',
      inputs: [valueInfo(TRAIN_INPUTS.stepCount, 'int64', []), ...trainInputs(graph, ['steps'])],
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
  for (const input of inputs) {
    const { name, role, value } = input
    if (role === 'rows') emitter.bind(value, pick(name, batch))
    else if (role === 'mask') emitter.bind(value, pickNoise(emitter, input, { starts: noise }))
    else if (role === 'schedule') emitter.bind(value, pick(name, ITERATION))
    else emitter.bind(value, role === 'carried' ? carriedInput(name) : name)
  }
}

function loopBody(emitter: OnnxEmitter, graph: Graph, carried: readonly OnnxValueInfo[]): OnnxGraph {
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
      valueInfo(names.get('loss') ?? '', 'float32', []),
    ],
    initializers: [],
    nodes: emitter.nodes,
  }
}

function carriedInput(name: string): string {
  return `${name}:now`
}
