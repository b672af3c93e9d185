/** @file Ops that bring numbers to mean 0 and variance 1. */
import type { NormalizationSignatures } from '../../ops/signature/normalization'
import type { KernelsOf } from './kernel'

export const normalizationKernels: KernelsOf<NormalizationSignatures> = {}
