/** @file Layers over steps in time, in TensorFlow. */
import type { RecurrentSignatures } from '../../../ops/signature/recurrent'
import type { EmittersOf } from './emit'
import { gru, gruGrad } from './recurrent/gru'
import { lstm, lstmGrad } from './recurrent/lstm'
import { scan } from './recurrent/scan'
import { simpleRnn, simpleRnnGrad } from './recurrent/simpleRnn'

export const recurrentEmitters: EmittersOf<RecurrentSignatures> = {
  scan,
  simpleRnn,
  simpleRnnGrad,
  gru,
  gruGrad,
  lstm,
  lstmGrad,
}
