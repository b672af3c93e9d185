/** @file Layers over steps in time, forward and backward. */
import type { RecurrentSignatures } from '../../../ops/signature/recurrent'
import type { EmittersOf } from './emit'

export const recurrentEmitters: EmittersOf<RecurrentSignatures> = {}
