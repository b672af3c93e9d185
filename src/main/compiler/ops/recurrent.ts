/** @file Layers over steps in time, forward and backward. */
import { scan } from './scan'
import type { OpsOf } from './op'
import type { RecurrentSignatures } from './signature/recurrent'

export const recurrentOps: OpsOf<RecurrentSignatures> = { scan }
