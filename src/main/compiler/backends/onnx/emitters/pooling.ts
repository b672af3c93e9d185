/** @file Ops that shrink or stretch pictures and steps. */
import type { PoolingSignatures } from '../../../ops/signature/pooling'
import type { EmittersOf } from './emit'

export const poolingEmitters: EmittersOf<PoolingSignatures> = {}
