/** @file A trained model with its preprocessing as one file of standard ONNX, for anyone to run. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Output, Task } from '../../../shared/domain/task'
import { emitPredict, type NamedWeights, type PredictPiece } from '../backends/onnx/emitPredict'
import { encodeModel } from '../backends/onnx/proto'
import type { LossSettings, TargetScale } from '../layers/head'
import { answerNames, emitAnswers } from './answers'
import { OnnxSketch } from './onnxSketch'
import { emitPreprocessing, type RawColumn } from './preprocessing'

export interface ExportRequest {
  readonly model: ModelSpec
  readonly task: Task
  readonly weights: NamedWeights
  readonly fitted: FittedRecipe
  /** What the weights were trained with: the loss says what the last layer's numbers mean. */
  readonly training?: LossSettings
  /** Of Fettle, for the metadata. */
  readonly version: string
}

/** The first operator set in which `Equal` compares strings; nothing the network uses changed in meaning up to it. */
const EXPORT_OPERATOR_SET = 19

/**
 * Inputs, one a column of the recipe and in its order: float [N, 1] for numbers (NaN: missing) and dates (days since
 * 1970-01-01), string [N, 1] for categories ("": missing). Outputs: `label` [N] and `probabilities` [N, labels], or
 * `value` [N] in the units of the target. An input bears the name of its column, with a suffix where that is taken.
 * @returns the bytes of a `.onnx` file; equal requests give equal bytes.
 * @throws {bug/invariant} where a weight is absent or has another shape.
 */
export function exportModel(request: ExportRequest): Uint8Array {
  const { fitted, version } = request
  const { output, targetCenter: center, targetScale: scale } = fitted
  const inputs = [tableInput(fitted.featureNames.length)]
  const network = emitNetwork({ ...request, output, inputs, target: { center, scale } })
  const sketch = new OnnxSketch([...answerNames(fitted), ...namesOf(network)])
  const { features, columns } = emitPreprocessing(sketch, fitted)
  sketch.append(network, features)
  emitAnswers(sketch, fitted, { name: network.output, width: network.units })
  return encodeModel({
    graph: sketch.build('fettle'),
    operatorSets: { '': EXPORT_OPERATOR_SET },
    documentation: describe(fitted, columns),
    metadata: toMetadata(fitted, columns, version),
  })
}

interface NetworkRequest extends Pick<ExportRequest, 'model' | 'task' | 'weights' | 'training'> {
  readonly output: Output
  readonly inputs: readonly InputSpec[]
  /** Of the target that the weights were trained on; the target itself where it is absent. */
  readonly target?: TargetScale
}

function emitNetwork({ model, weights, ...request }: NetworkRequest): PredictPiece {
  return emitPredict({ ...request, layers: model.layers }, weights)
}

function namesOf({ nodes, initializers, input }: PredictPiece): string[] {
  return [input, ...nodes.flatMap((node) => node.outputs), ...initializers.map(({ name }) => name)]
}

function toMetadata(
  fitted: FittedRecipe,
  columns: readonly RawColumn[],
  version: string,
): Record<string, string> {
  const labels =
    fitted.output.kind === 'classes' ? { 'fettle.labels': JSON.stringify(fitted.output.labels) } : {}
  return {
    'fettle.version': version,
    'fettle.target': fitted.target,
    'fettle.columns': JSON.stringify(columns),
    ...labels,
  }
}

function describe({ target, output }: FittedRecipe, columns: readonly RawColumn[]): string {
  const answer =
    output.kind === 'classes'
      ? `'label' (string) and 'probabilities' in the order of: ${output.labels.join(', ')}`
      : "'value' in the units of the target"
  return [
    `Predicts '${target}' from raw columns, preprocessing included.`,
    'Every input has the shape [N, 1]. Numbers are float with NaN where missing, categories are string with "" where',
    'missing, dates are float days since 1970-01-01.',
    `Inputs: ${columns.map(({ input, kind }) => `${input} (${kind})`).join(', ')}.`,
    `Outputs: ${answer}.`,
  ].join('\n')
}
