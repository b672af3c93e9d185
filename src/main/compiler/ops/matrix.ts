/** @file Ops of matrices. */
import { floats, isSameShape, type Shape } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { MatrixSignatures } from './signature/matrix'

const matMul: Op<'matMul'> = {
  kind: 'matMul',
  inferTypes: ([a, b], { transposeA, transposeB }) => {
    const [m, k] = matrixShape(a.shape, transposeA)
    const [inner, n] = matrixShape(b.shape, transposeB)
    requireTypes(a.shape.length === 2 && b.shape.length === 2 && k === inner, 'matMul', [a, b])
    return [floats(m, n)]
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
    const [rows, width] = matrixShape(x.shape, false)
    const [inputs, outputs] = matrixShape(w.shape, false)
    const fits = x.shape.length === 2 && w.shape.length === 2 && isSameShape(b.shape, [outputs])
    requireTypes(fits && width === inputs, 'linear', [x, w, b])
    return [floats(rows, outputs)]
  },
  gradient: ({ emit, inputs: [x, w, b], gradients: [d] }) => [
    emit.op('matMul', [d, w], { transposeA: false, transposeB: true }),
    emit.op('matMul', [x, d], { transposeA: true, transposeB: false }),
    emit.op('sumTo', [d], { shape: b.type.shape }),
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
  inferTypes: ([w]) => {
    requireTypes(w.shape.length === 2, 'maxNorm', [w])
    return [w]
  },
  gradient: 'forbidden',
}

function matrixShape(shape: Shape, isTransposed: boolean) {
  const [rows = 1, columns = 1] = shape
  return isTransposed ? ([columns, rows] as const) : ([rows, columns] as const)
}

export const matrixOps: OpsOf<MatrixSignatures> = {
  matMul,
  linear,
  sumOfSquares,
  clipFactor,
  maxNorm,
}
