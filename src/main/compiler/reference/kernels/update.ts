/** @file Optimizer steps; the formula of each stands in optimizers/. */
import type { UpdateSignatures } from '../../ops/signature/update'
import {
  adamStep,
  adamaxStep,
  lionStep,
  momentumStep,
  nadamStep,
  nesterovStep,
  rmspropStep,
  sgdStep,
} from '../updates'
import type { KernelsOf } from './kernel'

export const updateKernels: KernelsOf<UpdateSignatures> = {
  adamUpdate: adamStep,
  nadamUpdate: nadamStep,
  adamaxUpdate: adamaxStep,
  lionUpdate: lionStep,
  rmspropUpdate: rmspropStep,
  momentumUpdate: momentumStep,
  nesterovUpdate: nesterovStep,
  sgdUpdate: sgdStep,
  select: ([isNew, next, before]) => [(isNew.values[0] ?? 0) > 0 ? next : before],
}
