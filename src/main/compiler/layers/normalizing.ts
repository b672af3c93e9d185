/** @file Layers that bring numbers to mean 0 and variance 1. */
import type { LayersOf } from './layer'

export const normalizingLayers: LayersOf<'batchNorm' | 'layerNorm' | 'groupNorm'> = {}
