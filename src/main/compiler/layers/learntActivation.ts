/** @file Activations that have a setting or weights of their own. */
import type { LayersOf } from './layer'

export const learntActivationLayers: LayersOf<'leakyRelu' | 'prelu'> = {}
