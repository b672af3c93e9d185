/** @file Layers over steps in time, forward and backward. */
import type { RecurrentSignatures } from '../../ops/signature/recurrent'
import type { CasesOf } from './opCase'

export const recurrentCases: CasesOf<RecurrentSignatures> = {}
