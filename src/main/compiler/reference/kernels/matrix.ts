/** @file Ops of matrices. */
import { sizeOf } from '../../graph/tensorType'
import type { MatrixSignatures } from '../../ops/signature/matrix'
import { map, multiplyMatrices, stretch, sumDown, tensor, transpose, zip, type Tensor } from '../tensor'
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
  batchMatMul: ([a, b], { transposeA, transposeB }) => {
    const products = matricesOf(a).map((left, index) => {
      const right = matricesOf(b)[index] ?? left
      return multiplyMatrices(transposeA ? transpose(left) : left, transposeB ? transpose(right) : right)
    })
    const shape = [...a.shape.slice(0, -2), ...(products[0]?.shape ?? [])]
    return [
      tensor(
        shape,
        products.flatMap(({ values }) => [...values]),
      ),
    ]
  },
  sumOfSquares: ([x]) => [
    sumDown(
      map(x, (value) => value * value),
      [],
    ),
  ],
  clipFactor: ([square], { limit }) => [map(square, (value) => limit / Math.max(Math.sqrt(value), limit))],
  maxNorm: ([w], { limit, unitAxis }) => [shorten(w, limit, unitAxis)],
}

function matricesOf({ shape, values }: Tensor): Tensor[] {
  const matrix = shape.slice(-2)
  const size = sizeOf(matrix)
  return Array.from({ length: values.length / size }, (_, index) =>
    tensor(matrix, values.slice(index * size, (index + 1) * size)),
  )
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

function shorten(w: Tensor, limit: number, unitAxis: number): Tensor {
  const squares = sumDown(
    map(w, (value) => value * value),
    w.shape.map((size, axis) => (axis === unitAxis ? size : 1)),
  )
  const factors = map(squares, (square) => Math.min(Math.sqrt(square), limit) / (1e-7 + Math.sqrt(square)))
  return zip(w.shape, [w, stretch(factors, w.shape)], (value = 0, factor = 0) => value * factor)
}
