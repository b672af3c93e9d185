/** @file Ops that bring numbers to mean 0 and variance 1. */
import { floats, type TensorType } from '../../graph/tensorType'
import type { NormalizationSignatures } from '../../ops/signature/normalization'
import { isPositive } from './common'
import type { CasesOf } from './opCase'

const EPSILON = 1e-3
const byChannel: readonly { readonly x: TensorType; readonly axis: number }[] = [
  { x: floats('batch', 3), axis: 1 },
  { x: floats('batch', 2, 3), axis: 2 },
  { x: floats('batch', 3, 2, 2), axis: 1 },
  { x: floats('batch', 2, 2, 3), axis: 3 },
  { x: floats(1, 2, 1, 1), axis: 1 },
  { x: floats(5, 1), axis: 1 },
  { x: floats('batch', 1, 3, 3), axis: 1 },
  { x: floats('batch', 2, 5), axis: 1 },
  { x: floats('batch', 1, 1, 1), axis: 3 },
]
const alongRows: readonly TensorType[] = [
  floats('batch', 3),
  floats('batch', 2, 5),
  floats('batch', 2, 2, 3),
  floats(1, 1),
  floats(7, 2),
]

function channels({ shape }: TensorType, axis: number): TensorType {
  return floats(shape[axis] ?? 1)
}

export const normalizationCases: CasesOf<NormalizationSignatures> = {
  moments: byChannel.map(({ x, axis }) => ({ types: [x], attributes: { axis } })),
  normalize: byChannel.map(({ x, axis }) => {
    const c = channels(x, axis)
    return { types: [x, c, c, c, c], attributes: { axis, epsilon: EPSILON }, isPositive }
  }),
  batchNorm: byChannel.map(({ x, axis }) => {
    const c = channels(x, axis)
    return { types: [x, c, c], attributes: { axis, epsilon: EPSILON } }
  }),
  batchNormGrad: byChannel.map(({ x, axis }) => ({
    types: [x, x, channels(x, axis)],
    attributes: { axis, epsilon: EPSILON },
  })),
  standardize: alongRows.map((x) => ({ types: [x], attributes: { epsilon: EPSILON } })),
  standardizeGrad: alongRows.map((x) => ({ types: [x, x], attributes: { epsilon: EPSILON } })),
  layerNorm: alongRows.map((x) => {
    const c = channels(x, x.shape.length - 1)
    return { types: [x, c, c], attributes: { epsilon: EPSILON } }
  }),
  layerNormGrad: alongRows.map((x) => ({
    types: [x, x, channels(x, x.shape.length - 1)],
    attributes: { epsilon: EPSILON },
  })),
}
