/** @file Ops that bring numbers to mean 0 and variance 1. */
import type { NormalizationSignatures } from '../../ops/signature/normalization'
import type { CasesOf } from './opCase'

export const normalizationCases: CasesOf<NormalizationSignatures> = {}
