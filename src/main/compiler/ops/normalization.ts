/** @file Ops that bring numbers to mean 0 and variance 1. */
import type { OpsOf } from './op'
import type { NormalizationSignatures } from './signature/normalization'

export const normalizationOps: OpsOf<NormalizationSignatures> = {}
