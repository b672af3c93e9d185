/** @file From the network's output to what a user reads: a label with probabilities, a number in its own units, or rows. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { attribute } from '../backends/onnx/proto'
import type { Head } from '../layers/head'
import type { OnnxSketch } from './onnxSketch'

type HeadShape = Pick<Head, 'goal' | 'shape' | 'units'>

/** @returns the names of the outputs of an exported model. */
export function answerNames({ goal }: Pick<Head, 'goal'>): readonly string[] {
  if (goal === 'reconstruction') return ['reconstruction']
  if (goal === 'generation') return ['made']
  if (goal === 'embedding') return ['embedding']
  return goal === 'regression' ? ['value'] : ['label', 'probabilities']
}

/** @param network names the tensor [N, units]: probabilities (one of two classes: that of the second), or scaled numbers */
export function emitAnswers(
  sketch: OnnxSketch,
  fitted: FittedRecipe,
  network: { readonly output: string; readonly head: HeadShape },
): void {
  const { output, head } = network
  if (head.goal === 'reconstruction' || head.goal === 'generation' || head.goal === 'embedding')
    return emitRows(sketch, head, output)
  if (fitted.output.kind === 'number') return emitNumber(sketch, fitted, output)
  const { labels } = fitted.output
  const probabilities = head.units === 1 ? emitBothClasses(sketch, output) : output
  const index = sketch.op('ArgMax', [probabilities], { axis: attribute.int(1), keepdims: attribute.int(0) })
  const label = sketch.op('Gather', [sketch.strings('labels', labels), index])
  sketch.output(label, { name: 'label', dataType: 'string', shape: ['N'] })
  sketch.output(probabilities, { name: 'probabilities', dataType: 'float32', shape: ['N', labels.length] })
}

/** As the inputs lie, on their scale. */
function emitRows(sketch: OnnxSketch, { goal, shape }: HeadShape, output: string): void {
  const rows = sketch.op('Reshape', [output, sketch.integers('row_shape', [-1, ...shape])])
  const [name = ''] = answerNames({ goal })
  sketch.output(rows, { name, dataType: 'float32', shape: ['N', ...shape] })
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
