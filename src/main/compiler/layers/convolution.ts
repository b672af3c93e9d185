/** @file Layers that slide a window of weights over steps or pictures. */
import type { LayersOf } from './layer'

export const convolutionLayers: LayersOf<
  'conv1d' | 'conv2d' | 'depthwiseConv2d' | 'separableConv1d' | 'separableConv2d' | 'conv2dTranspose'
> = {}
