/** @file Rows of a table picked by number. */
import type { LookupSignatures } from '../../../ops/signature/lookup'
import type { EmittersOf } from './emit'

export const lookupEmitters: EmittersOf<LookupSignatures> = {}
