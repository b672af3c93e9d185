/** @file A trained model as ONNX nodes, to stand behind preprocessing in an exported file. */
import type { InputSpec } from '../../../../shared/domain/modelInput'
import { invariant } from '../../../../shared/errors/appError'
import { rowsName } from '../../compile/addInputs'
import { buildEmbeddingGraph, buildPredictionGraph, embeddingSize } from '../../compile/forwardGraphs'
import { planModel, type ModelPlan, type ModelRequest } from '../../compile/modelPlan'
import type { Head } from '../../layers/head'
import { emitNodes } from './emitGraph'
import { OnnxEmitter } from './onnxEmitter'
import type { OnnxNode, OnnxTensor } from './proto'

/** Weights by name, as a runner gives them. */
export type NamedWeights = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>

/** An input of the data that the network reads. */
export interface PredictInput {
  readonly spec: InputSpec
  /** What the nodes read: float [rows, ...shape], or int32 [rows, steps] of tokens; the caller makes it. */
  readonly name: string
}

export interface PredictPiece {
  /** Standard operators of `ONNX_OPERATOR_SET` only; every name they make begins with `model.`. */
  readonly nodes: readonly OnnxNode[]
  /** The weights under `model.` and their own names, and a few constants. */
  readonly initializers: readonly OnnxTensor[]
  readonly inputs: readonly PredictInput[]
  /** float [rows, units]: a probability a label, the probability of the second of two labels, or the scaled numbers. */
  readonly output: string
  readonly head: Head
}

/** @param model `embeds`: puts out a direction instead of an answer, see `buildEmbeddingGraph`
 * @throws {bug/invariant} where a weight is absent or has another shape. */
export function emitPredict(
  { embeds = false, ...model }: ModelRequest & { readonly embeds?: boolean },
  weights: NamedWeights,
): PredictPiece {
  const plan = planModel(model)
  const graph = embeds ? buildEmbeddingGraph(plan) : buildPredictionGraph(plan)
  const emitter = new OnnxEmitter({ prefix: 'model.' })
  for (const { name, value } of graph.inputs) emitter.bind(value, `model.${name}`)
  emitNodes(emitter, graph)
  invariant(Object.keys(emitter.operatorSets).length === 1, 'what leaves the house is standard')
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
    inputs: plan.inputs.map((spec) => ({ spec, name: `model.${rowsName(spec)}` })),
    output: emitter.nameOf(predictions.value),
    head: embeds ? embeddingHead(plan) : plan.head,
  }
}

function embeddingHead(plan: ModelPlan): Head {
  const units = embeddingSize(plan)
  return { ...plan.head, goal: 'embedding', units, shape: [units], link: 'direction' }
}
