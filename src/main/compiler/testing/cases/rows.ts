/** @file Ops along the last axis. */
import { floats, integers } from '../../graph/tensorType'
import type { RowSignatures } from '../../ops/signature/rows'
import type { CasesOf } from './opCase'

const alongRows = [
  { types: [floats('batch', 3)], attributes: {} },
  { types: [floats(1, 1)], attributes: {} },
  { types: [floats(7)], attributes: {} },
] as const

export const rowsCases: CasesOf<RowSignatures> = {
  softmax: alongRows,
  logSoftmax: alongRows,
  rowMax: [
    { types: [floats('batch', 3)], attributes: {} },
    { types: [floats(1, 1)], attributes: {} },
  ],
  oneHot: [
    { types: [integers('batch')], attributes: { depth: 3 }, differentiable: [] },
    { types: [integers(1)], attributes: { depth: 1 }, differentiable: [] },
  ],
}
