/** @file Matrices in TensorFlow, whose products take transposed operands as they lie. */
import type { Value } from '../../../graph/graph'
import type { MatrixSignatures } from '../../../ops/signature/matrix'
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reshape } from './layout'
import { reduce, toSizes } from './shape'

const matMul: EmitRule<'matMul'> = ({ emitter, node, inputs: [a, b] }) => {
  const { transposeA, transposeB } = node.attributes
  const [left, right] = node.inputs
  const product = emitter.add('MatMul', [matrixOf(emitter, left, a), matrixOf(emitter, right, b)], {
    ...FLOAT,
    transpose_a: attribute.bool(transposeA),
    transpose_b: attribute.bool(transposeB),
  })
  return [underAxesOf(emitter, node.outputs[0], product)]
}

/** TensorFlow runs the two nodes, and a ReLU behind them, as one. */
const linear: EmitRule<'linear'> = ({ emitter, node, inputs: [x, w, b] }) => {
  const product = emitter.add('MatMul', [matrixOf(emitter, node.inputs[0], x), w], {
    ...FLOAT,
    transpose_a: attribute.bool(false),
    transpose_b: attribute.bool(false),
  })
  return [underAxesOf(emitter, node.outputs[0], addBias(emitter, product, b))]
}

/** @param rows has the channels last. */
export function addBias(emitter: TensorFlowEmitter, rows: string, bias: string): string {
  return emitter.add('BiasAdd', [rows, bias], { ...FLOAT, data_format: attribute.text('NHWC') })
}

const batchMatMul: EmitRule<'batchMatMul'> = ({ emitter, node, inputs }) => [
  emitter.add('BatchMatMulV2', [...inputs], {
    ...FLOAT,
    adj_x: attribute.bool(node.attributes.transposeA),
    adj_y: attribute.bool(node.attributes.transposeB),
  }),
]

/** The rows along the last axis; a view, which costs nothing. */
function matrixOf(emitter: TensorFlowEmitter, { type: { shape } }: Value, name: string): string {
  if (shape.length === 2) return name
  return emitter.once(`rows ${name}`, () => reshape(emitter, name, [-1, Number(shape.at(-1) ?? 1)]))
}

function underAxesOf(emitter: TensorFlowEmitter, { type: { shape } }: Value, matrix: string): string {
  return shape.length === 2 ? matrix : reshape(emitter, matrix, toSizes(shape))
}

/** TensorFlow's loss of a length is half of the sum. */
const sumOfSquares: EmitRule<'sumOfSquares'> = ({ emitter, inputs: [x] }) => [
  emitter.add('Mul', [emitter.add('L2Loss', [x], FLOAT), emitter.number(2)], FLOAT),
]

const clipFactor: EmitRule<'clipFactor'> = ({ emitter, node, inputs: [square] }) => {
  const limit = emitter.number(node.attributes.limit)
  const length = emitter.add('Maximum', [emitter.add('Sqrt', [square], FLOAT), limit], FLOAT)
  return [emitter.add('RealDiv', [limit, length], FLOAT)]
}

/** w · min(|unit|, limit) / (|unit| + 1e-7) */
const maxNorm: EmitRule<'maxNorm'> = ({ emitter, node, inputs: [w] }) => {
  const all = node.inputs[0].type.shape.map((_, axis) => axis)
  const axes = all.filter((axis) => axis !== node.attributes.unitAxis)
  const squares = reduce(emitter, 'Sum', emitter.add('Square', [w], FLOAT), { axes, keeps: true })
  const lengths = emitter.add('Sqrt', [squares], FLOAT)
  const wanted = emitter.add('Minimum', [lengths, emitter.number(node.attributes.limit)], FLOAT)
  const shifted = emitter.add('AddV2', [lengths, emitter.number(1e-7)], FLOAT)
  return [emitter.add('Mul', [w, emitter.add('RealDiv', [wanted, shifted], FLOAT)], FLOAT)]
}

export const matrixEmitters: EmittersOf<MatrixSignatures> = {
  matMul,
  linear,
  batchMatMul,
  sumOfSquares,
  clipFactor,
  maxNorm,
}
