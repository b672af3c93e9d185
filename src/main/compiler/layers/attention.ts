/** @file Layers in which every step looks at the others. */
import type { LayersOf } from './layer'
import { multiHeadAttention } from './multiHeadAttention'
import { positionalEncoding } from './positionalEncoding'
import { transformerBlock } from './transformerBlock'

export const attentionLayers: LayersOf<'multiHeadAttention' | 'transformerBlock' | 'positionalEncoding'> = {
  multiHeadAttention,
  transformerBlock,
  positionalEncoding,
}
