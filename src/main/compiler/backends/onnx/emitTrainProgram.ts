/** @file A chunk of training of one model. */
import type { Graph } from '../../graph/graph'
import { emitNodes } from './emitGraph'
import { emitLoopProgram } from './loopProgram'
import type { OnnxModel } from './proto'
import { carriedInputs, trainInputs } from './trainInputs'

/**
 * Inputs: those of `TRAIN_INPUTS` and of the graph, by name — tables for `rows`, pools for `mask`, a number a step for
 * `schedule`. Outputs as `emitLoopProgram` has them.
 */
export function emitTrainProgram(graph: Graph): OnnxModel {
  return emitLoopProgram({
    name: 'train',
    graph,
    leading: [],
    inputs: trainInputs(graph, ['steps']),
    carried: carriedInputs(graph),
    emitStep: (emitter) => emitNodes(emitter, graph),
  })
}
