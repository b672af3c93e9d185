/** @file A trained model with its preprocessing as one file of standard ONNX, for anyone to run. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Task } from '../../../shared/domain/task'
import { emitPredict, type NamedWeights, type PredictPiece } from '../backends/onnx/emitPredict'
import { encodeModel } from '../backends/onnx/proto'
import type { LossSettings } from '../layers/head'
import { answerNames, emitAnswers } from './answers'
import { describeExport, toMetadata } from './describeExport'
import { EXPORT_OPERATOR_SET, inNewerOperators } from './newerOperators'
import { OnnxSketch } from './onnxSketch'
import { emitInputs } from './rawInputs'

export interface ExportRequest {
  readonly model: ModelSpec
  readonly task: Task
  readonly weights: NamedWeights
  /** What the columns of the table became, and what is predicted. */
  readonly fitted: FittedRecipe
  /** Of the data; the table of the recipe where they are absent. The first table among them is that of the recipe. */
  readonly inputs?: readonly InputSpec[]
  /** What the weights were trained with: mode and loss say what the last layer's numbers mean. */
  readonly training?: LossSettings
  /** Of Fettle, for the metadata. */
  readonly version: string
}

/**
 * Inputs: for a table one a column of the recipe and in its order: float [N, 1] for numbers (NaN: missing) and dates (days
 * since 1970-01-01), string [N, 1] for categories ("": missing); pictures float [N, height, width, channels], sequences
 * float [N, steps, features] and tokens int64 [N, steps] as they are. A generator reads `latent`, normal random numbers.
 * Outputs: `label` [N] and `probabilities` [N, labels]; `value` [N] in the units of the target; `reconstruction` or `made`
 * in the shape and on the scale of the network's input. An input bears the name of its column, or of the data's input, with
 * a suffix where that is taken.
 * @returns the bytes of a `.onnx` file; equal requests give equal bytes.
 * @throws {bug/invariant} where a weight is absent or has another shape.
 */
export function exportModel(request: ExportRequest): Uint8Array {
  const { model, fitted, version } = request
  const network = emitNetwork(request)
  const nodes = inNewerOperators(network, 'model.')
  const sketch = new OnnxSketch([...answerNames(network.head), ...namesOf({ ...network, ...nodes })])
  const inputs = emitInputs(sketch, network, fitted)
  sketch.append(nodes)
  emitAnswers(sketch, fitted, network)
  const exported = { model, fitted, inputs, head: network.head, version }
  return encodeModel({
    graph: sketch.build('fettle'),
    operatorSets: { '': EXPORT_OPERATOR_SET },
    documentation: describeExport(exported),
    metadata: toMetadata(exported),
  })
}

function emitNetwork({ model, weights, fitted, inputs, ...request }: ExportRequest): PredictPiece {
  const { output, targetCenter: center, targetScale: scale } = fitted
  const given = inputs ?? [tableInput(fitted.featureNames.length)]
  return emitPredict({ ...request, ...model, output, inputs: given, target: { center, scale } }, weights)
}

function namesOf({ nodes, initializers, inputs }: PredictPiece): string[] {
  return [
    ...inputs.map(({ name }) => name),
    ...nodes.flatMap((node) => node.outputs),
    ...initializers.map(({ name }) => name),
  ]
}
