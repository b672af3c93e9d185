/** @file Rows of a table picked by number. */
import type { OpsOf } from './op'
import type { LookupSignatures } from './signature/lookup'

export const lookupOps: OpsOf<LookupSignatures> = {}
