/** @file A chunk of training as one ONNX `Loop` over a step, of one model or of several side by side. */
import type { Graph, GraphInput } from '../../graph/graph'
import { pickNoise } from './noiseTables'
import { OnnxEmitter } from './onnxEmitter'
import { carriedOutput, LOSSES_OUTPUT, TRAIN_INPUTS } from './program'
import { attribute, type OnnxGraph, type OnnxModel, type OnnxValueInfo } from './proto'
import { hasMasks, valueInfo } from './trainInputs'

const ITERATION = 'iteration'
const CONTINUE = 'continue'

export interface LoopSpec {
  readonly name: string
  readonly graph: Graph
  /** Sizes of the axes in front of the batch and of every loss: none, or the models side by side. */
  readonly leading: readonly number[]
  /** Of the program, besides the number of steps. */
  readonly inputs: readonly OnnxValueInfo[]
  /** What a step hands to the next, under the names of the graph. */
  readonly carried: readonly OnnxValueInfo[]
  /** Appends the nodes of a step, whose inputs have their names. */
  readonly emitStep: (emitter: OnnxEmitter) => void
}

/**
 * Inputs: the number of steps and those of the spec. Outputs: the carried values as `carriedOutput(name)`, and the losses. All
 * data are inputs of the program, which the loop reads where they lie; what a step hands to the next is carried by the loop and
 * leaves it only at the end.
 */
export function emitLoopProgram(spec: LoopSpec): OnnxModel {
  const { name, graph, leading, inputs, carried } = spec
  const emitter = new OnnxEmitter({ batchReciprocal: TRAIN_INPUTS.batchReciprocal })
  bindInputs(emitter, graph.inputs, leading)
  spec.emitStep(emitter)
  const body = loopBody(emitter, spec)
  const outputs = [
    ...carried.map((info) => ({ ...info, name: carriedOutput(info.name) })),
    valueInfo(LOSSES_OUTPUT, 'float32', ['steps', ...leading]),
  ]
  return {
    operatorSets: emitter.operatorSets,
    graph: {
      name,
      inputs: [valueInfo(TRAIN_INPUTS.stepCount, 'int64', []), ...inputs],
      outputs,
      initializers: emitter.initializers,
      nodes: [
        {
          opType: 'Loop',
          inputs: [TRAIN_INPUTS.stepCount, '', ...carried.map((info) => info.name)],
          outputs: outputs.map((info) => info.name),
          attributes: { body: attribute.graph(body) },
        },
      ],
    },
  }
}

/** Picks the rows of this step, and its numbers. */
function bindInputs(emitter: OnnxEmitter, inputs: readonly GraphInput[], leading: readonly number[]): void {
  const pick = (table: string, rows: string): string => emitter.add('Gather', [table, rows])
  const batch = pick(TRAIN_INPUTS.order, ITERATION)
  const noise = hasMasks(inputs) ? pick(TRAIN_INPUTS.noise, ITERATION) : ''
  for (const input of inputs) {
    const { name, role, value } = input
    if (role === 'rows') emitter.bind(value, pick(name, batch))
    else if (role === 'mask') emitter.bind(value, pickNoise(emitter, input, { starts: noise, leading }))
    else if (role === 'schedule') emitter.bind(value, pick(name, ITERATION))
    else emitter.bind(value, role === 'carried' ? carriedInput(name) : name)
  }
}

function loopBody(emitter: OnnxEmitter, { graph, leading, carried }: LoopSpec): OnnxGraph {
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
      valueInfo(names.get('loss') ?? '', 'float32', leading),
    ],
    initializers: [],
    nodes: emitter.nodes,
  }
}

function carriedInput(name: string): string {
  return `${name}:now`
}
