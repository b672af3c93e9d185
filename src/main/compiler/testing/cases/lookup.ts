/** @file Rows of a table picked by number. */
import type { LookupSignatures } from '../../ops/signature/lookup'
import type { CasesOf } from './opCase'

export const lookupCases: CasesOf<LookupSignatures> = {}
