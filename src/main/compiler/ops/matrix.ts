/** @file Ops of matrices. */
import { floats, isSameShape, type Dimension, type Shape, type TensorType } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { MatrixSignatures } from './signature/matrix'

const matMul: Op<'matMul'> = {
  kind: 'matMul',
  inferTypes: ([a, b], { transposeA, transposeB }) => {
    const isMatrix = b.shape.length === 2
    const inner = b.shape[transposeB ? 1 : 0]
    const outer = b.shape.at(transposeB ? 0 : -1) ?? 1
    if (transposeA && !isMatrix) {
      requireTypes(!transposeB && isSameShape(leadingOf(a), leadingOf(b)), 'matMul', [a, b])
      return [floats(lastOf(a), lastOf(b))]
    }
    const fits = isMatrix && (transposeA ? a.shape.length === 2 && a.shape[0] === inner : lastOf(a) === inner)
    requireTypes(fits && a.shape.length >= 2, 'matMul', [a, b])
    return [floats(...(transposeA ? [lastOf(a)] : leadingOf(a)), outer)]
  },
  gradient: ({ emit, inputs: [a, b], attributes: { transposeA, transposeB }, gradients: [d] }) => [
    transposeA
      ? emit.op('matMul', [b, d], { transposeA: transposeB, transposeB: true })
      : emit.op('matMul', [d, b], { transposeA: false, transposeB: !transposeB }),
    transposeB
      ? emit.op('matMul', [d, a], { transposeA: true, transposeB: transposeA })
      : emit.op('matMul', [a, d], { transposeA: !transposeA, transposeB: false }),
  ],
}

const linear: Op<'linear'> = {
  kind: 'linear',
  inferTypes: ([x, w, b]) => {
    const [inputs = 1, outputs = 1] = w.shape
    const fits = x.shape.length >= 2 && w.shape.length === 2 && isSameShape(b.shape, [outputs])
    requireTypes(fits && lastOf(x) === inputs, 'linear', [x, w, b])
    return [floats(...leadingOf(x), outputs)]
  },
  gradient: ({ emit, inputs: [x, w, b], gradients: [d] }) => [
    emit.op('matMul', [d, w], { transposeA: false, transposeB: true }),
    emit.op('matMul', [x, d], { transposeA: true, transposeB: false }),
    emit.op('sumTo', [d], { shape: b.type.shape }),
  ],
}

const batchMatMul: Op<'batchMatMul'> = {
  kind: 'batchMatMul',
  inferTypes: ([a, b], { transposeA, transposeB }) => {
    const leading = a.shape.slice(0, -2)
    const [rows = 1, inner = 1] = matrixShape(a, transposeA)
    const [same = 1, columns = 1] = matrixShape(b, transposeB)
    const fits = a.shape.length > 2 && isSameShape(leading, b.shape.slice(0, -2)) && inner === same
    requireTypes(fits, 'batchMatMul', [a, b])
    return [floats(...leading, rows, columns)]
  },
  gradient: ({ emit, inputs: [a, b], attributes: { transposeA, transposeB }, gradients: [d] }) => [
    transposeA
      ? emit.op('batchMatMul', [b, d], { transposeA: transposeB, transposeB: true })
      : emit.op('batchMatMul', [d, b], { transposeA: false, transposeB: !transposeB }),
    transposeB
      ? emit.op('batchMatMul', [d, a], { transposeA: true, transposeB: transposeA })
      : emit.op('batchMatMul', [a, d], { transposeA: !transposeA, transposeB: false }),
  ],
}

const sumOfSquares: Op<'sumOfSquares'> = {
  kind: 'sumOfSquares',
  inferTypes: () => [floats()],
  gradient: ({ emit, inputs: [x], gradients: [d] }) => [
    emit.op('multiply', [x, emit.op('multiply', [d, emit.number(2)])]),
  ],
}

const clipFactor: Op<'clipFactor'> = {
  kind: 'clipFactor',
  inferTypes: ([square]) => {
    requireTypes(square.shape.length === 0, 'clipFactor', [square])
    return [square]
  },
  gradient: 'forbidden',
}

const maxNorm: Op<'maxNorm'> = {
  kind: 'maxNorm',
  inferTypes: ([w], { unitAxis }) => {
    requireTypes(unitAxis < w.shape.length, 'maxNorm', [w])
    return [w]
  },
  gradient: 'forbidden',
}

function leadingOf({ shape }: TensorType): Shape {
  return shape.slice(0, -1)
}

function matrixShape({ shape }: TensorType, isTransposed: boolean): Shape {
  const matrix = shape.slice(-2)
  return isTransposed ? matrix.toReversed() : matrix
}

function lastOf({ shape }: TensorType): Dimension {
  return shape.at(-1) ?? 1
}

export const matrixOps: OpsOf<MatrixSignatures> = {
  matMul,
  linear,
  batchMatMul,
  sumOfSquares,
  clipFactor,
  maxNorm,
}
