/** @file Rows of a table picked by number. */
import { floats, integers } from '../../graph/tensorType'
import type { LookupSignatures } from '../../ops/signature/lookup'
import type { CasesOf } from './opCase'

const tokens = integers('batch', 5)

export const lookupCases: CasesOf<LookupSignatures> = {
  gatherRows: [
    { types: [floats(6, 3), tokens], attributes: {}, differentiable: [0] },
    { types: [floats(3, 2), integers('batch')], attributes: {}, differentiable: [0] },
    { types: [floats(1, 1), integers('batch', 2, 2)], attributes: {}, differentiable: [0] },
  ],
  scatterAdd: [
    { types: [floats('batch', 5, 3), tokens], attributes: { rows: 6 }, differentiable: [0] },
    { types: [floats('batch', 2), integers('batch')], attributes: { rows: 2 }, differentiable: [0] },
  ],
  toIndices: [
    { types: [floats('batch', 5)], attributes: { count: 2 } },
    { types: [floats('batch', 5)], attributes: { count: 1 } },
  ],
  differsFrom: [
    { types: [tokens], attributes: { value: 2 } },
    { types: [floats('batch', 2, 3)], attributes: { value: 0 } },
  ],
}
