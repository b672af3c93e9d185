/** @file Ops that shrink or stretch pictures and steps. */
import type { PoolingSignatures } from '../../ops/signature/pooling'
import type { KernelsOf } from './kernel'

export const poolingKernels: KernelsOf<PoolingSignatures> = {}
