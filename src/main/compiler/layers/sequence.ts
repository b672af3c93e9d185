/** @file Layers of tokens and of steps in time. */
import { embedding } from './embedding'
import type { LayersOf } from './layer'
import { masking } from './masking'
import { gru } from './recurrent/gru'
import { lstm } from './recurrent/lstm'
import { simpleRnn } from './recurrent/simpleRnn'

export const sequenceLayers: LayersOf<'embedding' | 'masking' | 'simpleRnn' | 'gru' | 'lstm'> = {
  embedding,
  masking,
  simpleRnn,
  gru,
  lstm,
}
