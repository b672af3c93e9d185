/** @file Rows of a table picked by number. */
import { floats, integers, isSameShape } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { LookupSignatures } from './signature/lookup'

const gatherRows: Op<'gatherRows'> = {
  kind: 'gatherRows',
  inferTypes: ([table, indices]) => {
    requireTypes(table.shape.length === 2 && indices.element === 'int32', 'gatherRows', [table, indices])
    return [floats(...indices.shape, table.shape[1] ?? 1)]
  },
  gradient: ({ emit, inputs: [table, indices], gradients: [d] }) => [
    emit.op('scatterAdd', [d, indices], { rows: Number(table.type.shape[0]) }),
    null,
  ],
}

const scatterAdd: Op<'scatterAdd'> = {
  kind: 'scatterAdd',
  inferTypes: ([d, indices], { rows }) => {
    const fits = indices.element === 'int32' && isSameShape(d.shape.slice(0, -1), indices.shape)
    requireTypes(fits, 'scatterAdd', [d, indices])
    return [floats(rows, d.shape.at(-1) ?? 1)]
  },
  gradient: ({ emit, inputs: [, indices], gradients: [d] }) => [emit.op('gatherRows', [d, indices]), null],
}

const toIndices: Op<'toIndices'> = {
  kind: 'toIndices',
  inferTypes: ([x]) => {
    requireTypes(x.element === 'float32', 'toIndices', [x])
    return [integers(...x.shape)]
  },
  gradient: 'zero',
}

const differsFrom: Op<'differsFrom'> = {
  kind: 'differsFrom',
  inferTypes: ([x]) => [floats(...x.shape)],
  gradient: 'zero',
}

export const lookupOps: OpsOf<LookupSignatures> = { gatherRows, scatterAdd, toIndices, differsFrom }
