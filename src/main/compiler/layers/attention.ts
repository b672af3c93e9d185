/** @file Layers in which every step looks at the others. */
import type { LayersOf } from './layer'

export const attentionLayers: LayersOf<'multiHeadAttention' | 'transformerBlock' | 'positionalEncoding'> = {}
