/** @file Ops of matrices. */
import { floats } from '../../graph/tensorType'
import type { MatrixSignatures } from '../../ops/signature/matrix'
import { scalar, isPositive } from './common'
import type { CasesOf } from './opCase'

export const matrixCases: CasesOf<MatrixSignatures> = {
  matMul: [
    { types: [floats('batch', 3), floats(3, 2)], attributes: { transposeA: false, transposeB: false } },
    { types: [floats('batch', 3), floats('batch', 2)], attributes: { transposeA: true, transposeB: false } },
    { types: [floats('batch', 3), floats(2, 3)], attributes: { transposeA: false, transposeB: true } },
    { types: [floats(3, 4), floats(2, 3)], attributes: { transposeA: true, transposeB: true } },
    { types: [floats(1, 1), floats(1, 1)], attributes: { transposeA: false, transposeB: false } },
    { types: [floats('batch', 2, 3), floats(3, 2)], attributes: { transposeA: false, transposeB: false } },
    { types: [floats(2, 'batch', 3), floats(2, 3)], attributes: { transposeA: false, transposeB: true } },
    {
      types: [floats('batch', 2, 3), floats('batch', 2, 2)],
      attributes: { transposeA: true, transposeB: false },
    },
    { types: [floats(1, 2, 2, 3), floats(3, 4)], attributes: { transposeA: false, transposeB: false } },
  ],
  linear: [
    { types: [floats('batch', 3), floats(3, 2), floats(2)], attributes: {} },
    { types: [floats(1, 1), floats(1, 1), floats(1)], attributes: {} },
    { types: [floats('batch', 2, 3), floats(3, 2), floats(2)], attributes: {} },
    { types: [floats(2, 2, 'batch', 3), floats(3, 1), floats(1)], attributes: {} },
  ],
  batchMatMul: [
    {
      types: [floats('batch', 2, 3), floats('batch', 3, 4)],
      attributes: { transposeA: false, transposeB: false },
    },
    {
      types: [floats('batch', 2, 3, 2), floats('batch', 2, 1, 2)],
      attributes: { transposeA: false, transposeB: true },
    },
    {
      types: [floats('batch', 3, 2), floats('batch', 3, 1)],
      attributes: { transposeA: true, transposeB: false },
    },
    { types: [floats(2, 3, 2), floats(2, 4, 3)], attributes: { transposeA: true, transposeB: true } },
    { types: [floats(1, 1, 1), floats(1, 1, 1)], attributes: { transposeA: false, transposeB: false } },
  ],
  sumOfSquares: [
    { types: [floats(3, 2)], attributes: {} },
    { types: [floats(1)], attributes: {} },
  ],
  clipFactor: [0.5, 50].map((limit) => ({ types: [scalar], attributes: { limit }, isPositive })),
  maxNorm: [0.5, 50].flatMap((limit) => [
    { types: [floats(3, 4)], attributes: { limit, unitAxis: 1 } },
    { types: [floats(3, 2, 2, 1)], attributes: { limit, unitAxis: 0 } },
    { types: [floats(2, 3, 2)], attributes: { limit, unitAxis: 1 } },
  ]),
}
