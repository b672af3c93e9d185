/** @file Matrices in ONNX: everything is a Gemm, which takes transposed operands as they lie. */
import type { Value } from '../../../graph/graph'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { toSizes } from './shape'
import type { EmitRule, EmittersOf } from './emit'
import type { MatrixSignatures } from '../../../ops/signature/matrix'

const matMul: EmitRule<'matMul'> = ({ emitter, node, inputs: [a, b] }) => {
  const { transposeA, transposeB } = node.attributes
  const [left, right] = node.inputs
  const product = emitter.add('Gemm', [matrixOf(emitter, left, a), matrixOf(emitter, right, b)], {
    ...(transposeA ? { transA: attribute.int(1) } : {}),
    ...(transposeB ? { transB: attribute.int(1) } : {}),
  })
  return [underAxesOf(emitter, node.outputs[0], product)]
}

const linear: EmitRule<'linear'> = ({ emitter, node, inputs: [x, w, b] }) => [
  underAxesOf(emitter, node.outputs[0], emitter.add('Gemm', [matrixOf(emitter, node.inputs[0], x), w, b])),
]

/** ONNX Runtime multiplies a transposed operand as it lies: it takes the two nodes as one. */
const batchMatMul: EmitRule<'batchMatMul'> = ({ emitter, node, inputs: [a, b] }) => {
  const { transposeA, transposeB } = node.attributes
  const rank = node.inputs[0].type.shape.length
  const axes = Array.from({ length: rank }, (_, axis) => axis)
  const perm = attribute.ints([...axes.slice(0, -2), rank - 1, rank - 2])
  const turned = (name: string) => emitter.add('Transpose', [name], { perm })
  return [emitter.add('MatMul', [transposeA ? turned(a) : a, transposeB ? turned(b) : b])]
}

/** The rows along the last axis; a view, which costs nothing. */
function matrixOf(emitter: OnnxEmitter, { type: { shape } }: Value, name: string): string {
  if (shape.length === 2) return name
  const sizes = emitter.list('int64', [-1, Number(shape.at(-1) ?? 1)])
  return emitter.once(`rows ${name}`, () => emitter.add('Reshape', [name, sizes]))
}

function underAxesOf(emitter: OnnxEmitter, { type: { shape } }: Value, matrix: string): string {
  return shape.length === 2 ? matrix : emitter.add('Reshape', [matrix, emitter.list('int64', toSizes(shape))])
}

const sumOfSquares: EmitRule<'sumOfSquares'> = ({ emitter, inputs }) => [
  emitter.add('ReduceSumSquare', inputs, { keepdims: attribute.int(0) }),
]

const clipFactor: EmitRule<'clipFactor'> = ({ emitter, node, inputs: [square] }) => {
  const limit = emitter.number(node.attributes.limit)
  return [emitter.add('Div', [limit, emitter.add('Max', [emitter.add('Sqrt', [square]), limit])])]
}

/** w · min(|unit|, limit) / (|unit| + 1e-7) */
const maxNorm: EmitRule<'maxNorm'> = ({ emitter, node, inputs: [w] }) => {
  const axes = node.inputs[0].type.shape.map((_, axis) => axis)
  const others = axes.filter((axis) => axis !== node.attributes.unitAxis)
  const squares = emitter.add('ReduceSumSquare', [w], {
    axes: attribute.ints(others),
    keepdims: attribute.int(1),
  })
  const lengths = emitter.add('Sqrt', [squares])
  const wanted = emitter.add('Min', [lengths, emitter.number(node.attributes.limit)])
  const factors = emitter.add('Div', [wanted, emitter.add('Add', [lengths, emitter.number(1e-7)])])
  return [emitter.add('Mul', [w, factors])]
}

export const matrixEmitters: EmittersOf<MatrixSignatures> = {
  matMul,
  linear,
  batchMatMul,
  sumOfSquares,
  clipFactor,
  maxNorm,
}
