/** @file What the network is fed with, made of the inputs of an exported model. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { PredictInput, PredictPiece } from '../backends/onnx/emitPredict'
import { attribute } from '../backends/onnx/proto'
import type { OnnxSketch } from './onnxSketch'
import { emitRecipe } from './recipe/emitRecipe'
import type { GraphInputs } from './recipe/graphInputs'

const INT32 = attribute.int(6)

/** Makes every input of the network: by the recipe, or where that does not know it (random numbers) as it is. */
export function emitInputs(sketch: OnnxSketch, network: PredictPiece, fitted: FittedRecipe): GraphInputs {
  const recipe = emitRecipe(sketch, fitted)
  for (const input of network.inputs) {
    const isMade = network.head.goal === 'generation'
    const found = isMade ? undefined : fitted.inputs.find(({ spec }) => spec.name === input.spec.name)
    sketch.name(found ? recipe.tensorOf(found) : emitTensor(sketch, recipe.inputs, input), input.name)
  }
  return recipe.inputs
}

function emitTensor(sketch: OnnxSketch, inputs: GraphInputs, { spec }: PredictInput): string {
  const input = inputs.add({ kind: 'tensor', column: spec.name, shape: spec.shape, spec })
  return spec.kind === 'tokens' ? sketch.op('Cast', [input], { to: INT32 }) : input
}
