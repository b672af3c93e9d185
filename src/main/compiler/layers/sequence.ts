/** @file Layers of tokens and of steps in time. */
import type { LayersOf } from './layer'

export const sequenceLayers: LayersOf<'embedding' | 'masking' | 'simpleRnn' | 'gru' | 'lstm'> = {}
