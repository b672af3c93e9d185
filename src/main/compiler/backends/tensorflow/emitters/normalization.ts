/** @file Normalisation in TensorFlow. What forward and backward both need is emitted once. */
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import { channelEmitters } from './channelNorms'
import type { EmittersOf } from './emit'
import { rowEmitters } from './rowNorms'

export const normalizationEmitters: EmittersOf<NormalizationSignatures> = {
  ...channelEmitters,
  ...rowEmitters,
}
