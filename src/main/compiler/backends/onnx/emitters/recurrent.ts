/** @file Layers over steps in time in ONNX. */
import type { RecurrentSignatures } from '../../../ops/signature/recurrent'
import type { EmittersOf } from './emit'
import { scan } from './scan'

export const recurrentEmitters: EmittersOf<RecurrentSignatures> = { scan }
