/** @file Matrices in ONNX: everything is a Gemm, which takes transposed operands as they lie. */
import { attribute } from '../proto'
import type { EmitRule } from './emit'

export const matMul: EmitRule<'matMul'> = ({ emitter, node, inputs }) => [
  emitter.add('Gemm', inputs, {
    ...(node.attributes.transposeA ? { transA: attribute.int(1) } : {}),
    ...(node.attributes.transposeB ? { transB: attribute.int(1) } : {}),
  }),
]

export const linear: EmitRule<'linear'> = ({ emitter, inputs }) => [emitter.add('Gemm', inputs)]

export const sumOfSquares: EmitRule<'sumOfSquares'> = ({ emitter, inputs }) => [
  emitter.add('ReduceSumSquare', inputs, { keepdims: attribute.int(0) }),
]
