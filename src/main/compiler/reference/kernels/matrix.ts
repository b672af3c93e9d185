/** @file Ops of matrices. */
import type { MatrixSignatures } from '../../ops/signature/matrix'
import { map, multiplyMatrices, stretch, sumDown, transpose, zip, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const matrixKernels: KernelsOf<MatrixSignatures> = {
  matMul: ([a, b], { transposeA, transposeB }) => {
    const [left, right] = [matrixOf(a), matrixOf(b)]
    const product = multiplyMatrices(
      transposeA ? transpose(left) : left,
      transposeB ? transpose(right) : right,
    )
    return [transposeA ? product : withRowsOf(a, product)]
  },
  linear: ([x, w, b]) => {
    const product = withRowsOf(x, multiplyMatrices(matrixOf(x), w))
    return [zip(product.shape, [product, stretch(b, product.shape)], (p = 0, q = 0) => p + q)]
  },
  sumOfSquares: ([x]) => [
    sumDown(
      map(x, (value) => value * value),
      [],
    ),
  ],
  clipFactor: ([square], { limit }) => [map(square, (value) => limit / Math.max(Math.sqrt(value), limit))],
  maxNorm: ([w], { limit }) => [shorten(w, limit)],
}

/** The rows along the last axis. */
function matrixOf({ shape, values }: Tensor): Tensor {
  const width = shape.at(-1) ?? 1
  return { shape: [values.length / width, width], values }
}

/** A matrix with a row for each row of x, under the leading axes of x. */
function withRowsOf(x: Tensor, { shape, values }: Tensor): Tensor {
  return { shape: [...x.shape.slice(0, -1), shape[1] ?? 1], values }
}

function shorten(w: Tensor, limit: number): Tensor {
  const squares = sumDown(
    map(w, (value) => value * value),
    [1, w.shape[1] ?? 1],
  )
  const factors = map(squares, (square) => Math.min(Math.sqrt(square), limit) / (1e-7 + Math.sqrt(square)))
  return zip(w.shape, [w, stretch(factors, w.shape)], (value = 0, factor = 0) => value * factor)
}
