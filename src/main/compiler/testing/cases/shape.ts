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
  sinusoids: [
    { types: [], attributes: { steps: 3, channels: 4 } },
    { types: [], attributes: { steps: 1, channels: 1 } },
    { types: [], attributes: { steps: 5, channels: 3 } },
  ],
  pastMask: [
    { types: [], attributes: { queries: 3, keys: 3 } },
    { types: [], attributes: { queries: 2, keys: 4 } },
    { types: [], attributes: { queries: 3, keys: 1 } },
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
    // More parts than a graphics card writes at once.
    { types: [floats(27)], attributes: { shapes: Array.from({ length: 9 }, () => [1, 3]) } },
  ],
  reshape: [
    { types: [floats('batch', 6)], attributes: { shape: ['batch', 2, 3] } },
    { types: [floats(2, 'batch', 3)], attributes: { shape: ['batch', 6] } },
    { types: [floats(6)], attributes: { shape: [1, 2, 3] } },
  ],
  transpose: [
    { types: [floats('batch', 2, 3)], attributes: { axes: [0, 2, 1] } },
    { types: [floats('batch', 2, 3, 4)], attributes: { axes: [0, 3, 1, 2] } },
    { types: [floats(3, 2)], attributes: { axes: [1, 0] } },
  ],
  concat: [
    { types: [floats('batch', 2), floats('batch', 3)], attributes: { axis: 1 } },
    { types: [floats('batch', 2, 3), floats('batch', 1, 3), floats('batch', 2, 3)], attributes: { axis: 1 } },
    { types: [floats(2)], attributes: { axis: 0 } },
  ],
  slice: [
    { types: [floats('batch', 5)], attributes: { axis: 1, start: 1, size: 3 } },
    { types: [floats('batch', 4, 2)], attributes: { axis: 1, start: 2, size: 2 } },
  ],
  pad: [
    {
      types: [floats('batch', 3)],
      attributes: {
        margins: [
          [0, 0],
          [2, 1],
        ],
      },
    },
    {
      types: [floats('batch', 2, 3)],
      attributes: {
        margins: [
          [0, 0],
          [0, 1],
          [1, 0],
        ],
      },
    },
  ],
}
