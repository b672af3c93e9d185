/** @file Ops along the last axis. */
import { floats, integers } from '../../graph/tensorType'
import type { RowSignatures } from '../../ops/signature/rows'
import type { CasesOf } from './opCase'

const alongRows = [
  { types: [floats('batch', 3)], attributes: {} },
  { types: [floats(1, 1)], attributes: {} },
  { types: [floats(7)], attributes: {} },
] as const

const pairs = {
  types: [floats('batch', 'batch'), floats('batch', 'batch'), floats('batch', 'batch')],
} as const

export const rowsCases: CasesOf<RowSignatures> = {
  softmax: alongRows,
  logSoftmax: alongRows,
  rowMax: [
    { types: [floats('batch', 3)], attributes: {} },
    { types: [floats(1, 1)], attributes: {} },
  ],
  identityLike: [
    { types: [floats('batch', 'batch')], attributes: {}, differentiable: [] },
    { types: [floats(1, 1)], attributes: {}, differentiable: [] },
  ],
  tripletCounts: [
    { ...pairs, attributes: { margin: 0.5, mining: 'hard' }, differentiable: [] },
    { ...pairs, attributes: { margin: 0.5, mining: 'semiHard' }, differentiable: [] },
    {
      types: [floats(1, 1), floats(1, 1), floats(1, 1)],
      attributes: { margin: 1, mining: 'hard' },
      differentiable: [],
    },
  ],
  oneHot: [
    { types: [integers('batch')], attributes: { depth: 3 }, differentiable: [] },
    { types: [integers(1)], attributes: { depth: 1 }, differentiable: [] },
  ],
}
