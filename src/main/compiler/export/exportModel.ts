/** @file A trained model with its preprocessing as one file of standard ONNX, for anyone to run. */
import { type FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Task } from '../../../shared/domain/task'
import { emitPredict, type NamedWeights, type PredictPiece } from '../backends/onnx/emitPredict'
import { dropUnread, encodeModel, type OnnxGraph } from '../backends/onnx/proto'
import type { Nodes } from '../compress/nodes'
import type { LossSettings } from '../layers/head'
import { answerNames, emitAnswers } from './answers'
import { describeExport, toMetadata } from './describeExport'
import { emitInputs } from './networkInputs'
import { EXPORT_OPERATOR_SET, inNewerOperators } from './newerOperators'
import { OnnxSketch } from './onnxSketch'
import type { RawInput } from './recipe/graphInputs'

export interface ExportRequest {
  readonly model: ModelSpec
  readonly task: Task
  readonly weights: NamedWeights
  /** What the columns of the source became, and what is predicted. */
  readonly fitted: FittedRecipe
  /** Of the data; those of the recipe where they are absent. One that the recipe does not know is fed as it is. */
  readonly inputs?: readonly InputSpec[]
  /** What the weights were trained with: mode and loss say what the last layer's numbers mean. */
  readonly training?: LossSettings
  /** Whether it puts out what rows are compared by instead of an answer. @default only where it was trained so */
  readonly embeds?: boolean
  /** Of Fettle, for the metadata. */
  readonly version: string
  /** Makes the network smaller before it is put behind its preprocessing. @default as it is */
  readonly rewrite?: RewriteNetwork
}

/** @param output what is read of the network. New names begin with those that were there. */
export type RewriteNetwork = (network: Nodes, output: string) => Nodes

export interface ExportedModel {
  /** The bytes of a `.onnx` file; equal requests give equal bytes. */
  readonly onnx: Uint8Array
  /** In the order of the graph. */
  readonly inputs: readonly RawInput[]
}

/**
 * Inputs: those raw columns that the network needs, in the order of the recipe: float [N, 1] for numbers (NaN: missing),
 * double [N, 1] for dates (days since 1970-01-01), string [N, 1] for categories ("": missing). Of a series each is
 * [N, steps, 1], the earliest row first, after what the recipe does with earlier rows. Texts enter as tokens, int64
 * [N, length], or as counts of terms, float [N, terms]; pictures as uint8 [N, height, width, channels]; `metadata_props`
 * say how they are made. A generator reads `latent`, normal random numbers. An input bears the name of its column, with a
 * suffix where that is taken.
 * Outputs: `label` [N] and `probabilities` [N, labels]; `value` [N] in the units of the target; `reconstruction` or `made`
 * in the shape and on the scale of the network's input; `embedding` [N, numbers], a direction of length 1.
 * @throws {bug/invariant} where a weight is absent or has another shape.
 */
export function exportModel(request: ExportRequest): ExportedModel {
  const { model, fitted, version } = request
  const network = emitNetwork(request)
  const nodes = rewriteNodes(network, request)
  const sketch = new OnnxSketch([...answerNames(network.head), ...namesOf({ ...network, ...nodes })])
  const made = emitInputs(sketch, network, fitted)
  sketch.append(nodes)
  emitAnswers(sketch, fitted, network)
  const whole = { graph: sketch.build('fettle'), operatorSets: { '': EXPORT_OPERATOR_SET } }
  const { graph } = dropUnread(whole)
  const read = new Set(graph.nodes.flatMap((node) => node.inputs))
  const inputs = made.list((input) => read.has(input))
  const exported = { model, fitted, inputs, head: network.head, version }
  const onnx = encodeModel({
    ...whole,
    graph: withInputs(graph, inputs),
    documentation: describeExport(exported),
    metadata: toMetadata(exported),
  })
  return { onnx, inputs }
}

/** The network alone, on prepared rows. */
export interface NetworkModel {
  readonly onnx: Uint8Array
  /** Name of what it puts out; `measured` values follow it. */
  readonly output: string
  readonly inputs: PredictPiece['inputs']
}

/**
 * The same network, rewritten alike, without preprocessing and answers: for looking at it on prepared rows.
 * @param measured further values to put out
 */
export function exportNetwork(request: ExportRequest, measured: readonly string[] = []): NetworkModel {
  const network = emitNetwork(request)
  const { output, inputs } = network
  const graph: OnnxGraph = {
    ...rewriteNodes(network, request),
    name: 'network',
    inputs: inputs.map(({ name, spec }) => ({
      name,
      dataType: spec.kind === 'tokens' ? 'int32' : 'float32',
      shape: ['N', ...spec.shape],
    })),
    outputs: [output, ...measured].map((name) => ({ name, dataType: 'float32', shape: null })),
  }
  return {
    onnx: encodeModel(dropUnread({ graph, operatorSets: { '': EXPORT_OPERATOR_SET } })),
    output,
    inputs,
  }
}

/** The nodes of the network before anything is rewritten. */
export function networkNodes(request: ExportRequest): Nodes & { readonly output: string } {
  const network = emitNetwork(request)
  return { ...inNewerOperators(network, 'model.'), output: network.output }
}

function rewriteNodes(network: PredictPiece, { rewrite = (nodes) => nodes }: ExportRequest): Nodes {
  return rewrite(inNewerOperators(network, 'model.'), network.output)
}

function withInputs(graph: OnnxGraph, inputs: readonly RawInput[]): OnnxGraph {
  return {
    ...graph,
    inputs: inputs.flatMap(({ input }) => graph.inputs.filter(({ name }) => name === input)),
  }
}

function emitNetwork({ model, weights, fitted, inputs, ...request }: ExportRequest): PredictPiece {
  const { output, targetCenter: center, targetScale: scale } = fitted
  const given = inputs ?? fitted.inputs.map(({ spec }) => spec)
  return emitPredict({ ...request, ...model, output, inputs: given, target: { center, scale } }, weights)
}

function namesOf({ nodes, initializers, inputs }: PredictPiece): string[] {
  return [
    ...inputs.map(({ name }) => name),
    ...nodes.flatMap((node) => node.outputs),
    ...initializers.map(({ name }) => name),
  ]
}
