/** @file Layers over steps in time, forward and backward. */
import type { RecurrentSignatures } from '../../ops/signature/recurrent'
import type { KernelsOf } from './kernel'
import { gru, gruGrad } from './recurrent/gru'
import { lstm, lstmGrad } from './recurrent/lstm'
import { scan } from './recurrent/scan'
import { simpleRnn, simpleRnnGrad } from './recurrent/simpleRnn'

export const recurrentKernels: KernelsOf<RecurrentSignatures> = {
  scan,
  simpleRnn,
  simpleRnnGrad,
  gru,
  gruGrad,
  lstm,
  lstmGrad,
}
