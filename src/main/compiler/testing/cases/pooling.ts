/** @file Ops that shrink or stretch pictures and steps. */
import type { PoolingSignatures } from '../../ops/signature/pooling'
import type { CasesOf } from './opCase'

export const poolingCases: CasesOf<PoolingSignatures> = {}
