/** @file A trained model as ONNX nodes, to stand behind preprocessing in an exported file. */
import { invariant } from '../../../../shared/errors/appError'
import { buildPredictionGraph } from '../../compile/forwardGraphs'
import { planModel, type ModelRequest } from '../../compile/modelPlan'
import { emitNodes } from './emitGraph'
import { OnnxEmitter } from './onnxEmitter'
import type { OnnxNode, OnnxTensor } from './proto'

/** Weights by name, as a runner gives them. */
export type NamedWeights = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>

export interface PredictPiece {
  /** Standard operators of `ONNX_OPERATOR_SET` only; every name they make begins with `model.`. */
  readonly nodes: readonly OnnxNode[]
  /** The weights under `model.` and their own names, and a few constants. */
  readonly initializers: readonly OnnxTensor[]
  /** float [rows, ...shape]; the caller makes it. */
  readonly input: string
  /** float [rows, units]: a probability a label, the probability of the second of two labels, or the scaled number. */
  readonly output: string
  readonly units: number
}

/** @throws {bug/invariant} where a weight is absent or has another shape. */
export function emitPredict(model: ModelRequest, weights: NamedWeights): PredictPiece {
  const plan = planModel(model)
  const graph = buildPredictionGraph(plan)
  const emitter = new OnnxEmitter({ prefix: 'model.' })
  const input = 'model.features'
  for (const { name, role, value } of graph.inputs)
    emitter.bind(value, role === 'rows' ? input : `model.${name}`)
  emitNodes(emitter, graph)
  const [predictions] = graph.outputs
  invariant(predictions, 'a prediction graph has an output')
  const parameters = plan.parameters.map(({ name, shape }): OnnxTensor => {
    const found = weights.get(name)
    invariant(found && String(found.shape) === String(shape), `${name} does not fit the model`)
    return { name: `model.${name}`, dataType: 'float32', shape, values: found.values }
  })
  return {
    nodes: emitter.nodes,
    initializers: [...parameters, ...emitter.initializers],
    input,
    output: emitter.nameOf(predictions.value),
    units: plan.head.units,
  }
}
