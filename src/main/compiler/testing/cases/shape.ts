/** @file Ops that make numbers or change shapes. */
import { floats } from '../../graph/tensorType'
import type { ShapeSignatures } from '../../ops/signature/shape'
import { vector, scalar } from './common'
import type { CasesOf } from './opCase'

export const shapeCases: CasesOf<ShapeSignatures> = {
  constant: [
    { types: [], attributes: { value: 0.5, shape: [] } },
    { types: [], attributes: { value: -2, shape: [2, 3] } },
  ],
  broadcastLike: [
    { types: [scalar, floats('batch', 3)], attributes: {}, differentiable: [0] },
    { types: [floats(3), floats('batch', 3)], attributes: {}, differentiable: [0] },
    { types: [floats('batch', 1), floats('batch', 3)], attributes: {}, differentiable: [0] },
  ],
  sumTo: [
    { types: [floats('batch', 3)], attributes: { shape: [] } },
    { types: [floats('batch', 3)], attributes: { shape: [3] } },
    { types: [floats('batch', 3)], attributes: { shape: ['batch', 1] } },
    { types: [floats(4, 2, 3)], attributes: { shape: [1, 3] } },
    { types: [floats('batch', 3)], attributes: { shape: ['batch', 3] } },
  ],
  pack: [
    { types: [floats(2, 3), floats(4)], attributes: {} },
    { types: [floats(1), floats(2, 1), scalar], attributes: {} },
    { types: [vector], attributes: {} },
  ],
  unpack: [
    { types: [floats(10)], attributes: { shapes: [[2, 3], [4]] } },
    { types: [vector], attributes: { shapes: [[6]] } },
  ],
}
