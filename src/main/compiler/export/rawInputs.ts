/** @file The inputs of an exported model: the columns of a table, and pictures, sequences and tokens as they are. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { PredictInput, PredictPiece } from '../backends/onnx/emitPredict'
import { attribute } from '../backends/onnx/proto'
import type { OnnxSketch } from './onnxSketch'
import { emitPreprocessing, type RawColumn } from './preprocessing'

/** An input that is fed as it is. */
export interface RawTensor {
  /** The name of the graph's input: that of the data's unless it clashes with an output. */
  readonly input: string
  readonly kind: InputSpec['kind']
  /** Sizes of the axes but the rows. */
  readonly shape: readonly number[]
  /** Different tokens, padding included; 0 for other kinds. */
  readonly vocabulary: number
}

export interface RawInputs {
  /** Of the table, in the order of its recipe. */
  readonly columns: readonly RawColumn[]
  readonly tensors: readonly RawTensor[]
}

const INT32 = attribute.int(6)

/** Makes every input of the network from those of the graph. */
export function emitInputs(sketch: OnnxSketch, network: PredictPiece, fitted: FittedRecipe): RawInputs {
  const columns: RawColumn[] = []
  const tensors: RawTensor[] = []
  for (const input of network.inputs) {
    if (isOfRecipe(input, network)) {
      const made = emitPreprocessing(sketch, fitted)
      columns.push(...made.columns)
      sketch.name(made.features, input.name)
    } else tensors.push(emitTensor(sketch, input))
  }
  return { columns, tensors }
}

/** A generator is fed random numbers, which no recipe has seen. */
function isOfRecipe({ spec }: PredictInput, { head, inputs }: PredictPiece): boolean {
  const table = inputs.find(({ spec: { kind } }) => kind === 'table')
  return head.goal !== 'generation' && table?.spec === spec
}

function emitTensor(sketch: OnnxSketch, { spec, name }: PredictInput): RawTensor {
  const { kind, shape, vocabulary } = spec
  const isTokens = kind === 'tokens'
  const input = sketch.input(spec.name, isTokens ? 'int64' : 'float32', ['N', ...shape])
  sketch.name(isTokens ? sketch.op('Cast', [input], { to: INT32 }) : input, name)
  return { input, kind, shape, vocabulary }
}
