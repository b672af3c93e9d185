/** @file Rows of a table picked by number. */
import type { LookupSignatures } from '../../ops/signature/lookup'
import type { KernelsOf } from './kernel'

export const lookupKernels: KernelsOf<LookupSignatures> = {}
