/** @file From the network's output to what a user reads: a label with probabilities, or a number in its own units. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { attribute } from '../backends/onnx/proto'
import type { OnnxSketch } from './onnxSketch'

/** @returns the names of the outputs of an exported model. */
export function answerNames({ output }: FittedRecipe): readonly string[] {
  return output.kind === 'number' ? ['value'] : ['label', 'probabilities']
}

/** @param output names the tensor [N, outputs]: probabilities (one of two classes: that of the second), or the scaled number */
export function emitAnswers(
  sketch: OnnxSketch,
  fitted: FittedRecipe,
  output: { name: string; width: number },
): void {
  if (fitted.output.kind === 'number') return emitNumber(sketch, fitted, output.name)
  const { labels } = fitted.output
  const probabilities = output.width === 1 ? emitBothClasses(sketch, output.name) : output.name
  const index = sketch.op('ArgMax', [probabilities], { axis: attribute.int(1), keepdims: attribute.int(0) })
  const label = sketch.op('Gather', [sketch.strings('labels', labels), index])
  sketch.output(label, { name: 'label', dataType: 'string', shape: ['N'] })
  sketch.output(probabilities, { name: 'probabilities', dataType: 'float32', shape: ['N', labels.length] })
}

function emitBothClasses(sketch: OnnxSketch, second: string): string {
  const first = sketch.op('Sub', [sketch.floats('one', [1], [1]), second])
  return sketch.op('Concat', [first, second], { axis: attribute.int(1) })
}

function emitNumber(sketch: OnnxSketch, { targetCenter, targetScale }: FittedRecipe, output: string): void {
  const scaled = sketch.op('Mul', [output, sketch.floats('target_scale', [1], [targetScale])])
  const value = sketch.op('Add', [scaled, sketch.floats('target_center', [1], [targetCenter])])
  const flat = sketch.op('Squeeze', [value, sketch.integers('axes', [1])])
  sketch.output(flat, { name: 'value', dataType: 'float32', shape: ['N'] })
}
