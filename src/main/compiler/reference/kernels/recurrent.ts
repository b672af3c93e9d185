/** @file Layers over steps in time, forward and backward. */
import type { RecurrentSignatures } from '../../ops/signature/recurrent'
import type { KernelsOf } from './kernel'

export const recurrentKernels: KernelsOf<RecurrentSignatures> = {}
