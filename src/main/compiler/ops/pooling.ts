/** @file Ops that shrink or stretch pictures and steps. */
import type { OpsOf } from './op'
import type { PoolingSignatures } from './signature/pooling'

export const poolingOps: OpsOf<PoolingSignatures> = {}
