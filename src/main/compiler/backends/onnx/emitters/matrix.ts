/** @file Matrices in ONNX: everything is a Gemm, which takes transposed operands as they lie. */
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'
import type { MatrixSignatures } from '../../../ops/signature/matrix'

const matMul: EmitRule<'matMul'> = ({ emitter, node, inputs }) => [
  emitter.add('Gemm', inputs, {
    ...(node.attributes.transposeA ? { transA: attribute.int(1) } : {}),
    ...(node.attributes.transposeB ? { transB: attribute.int(1) } : {}),
  }),
]

const linear: EmitRule<'linear'> = ({ emitter, inputs }) => [emitter.add('Gemm', inputs)]

const sumOfSquares: EmitRule<'sumOfSquares'> = ({ emitter, inputs }) => [
  emitter.add('ReduceSumSquare', inputs, { keepdims: attribute.int(0) }),
]

const clipFactor: EmitRule<'clipFactor'> = ({ emitter, node, inputs: [square] }) => {
  const limit = emitter.number(node.attributes.limit)
  return [emitter.add('Div', [limit, emitter.add('Max', [emitter.add('Sqrt', [square]), limit])])]
}

/** w · min(|column|, limit) / (|column| + 1e-7) */
const maxNorm: EmitRule<'maxNorm'> = ({ emitter, node, inputs: [w] }) => {
  const squares = emitter.add('ReduceSumSquare', [w], {
    axes: attribute.ints([0]),
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
  sumOfSquares,
  clipFactor,
  maxNorm,
}
