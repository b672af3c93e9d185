/** @file Layers that slide a window of weights over steps or pictures. */
import type { LayersOf } from './layer'
import { conv2d, conv2dTranspose } from './pictureConvolution'
import { depthwiseConv2d, separableConv2d } from './separableConvolution'
import { conv1d, separableConv1d } from './stepConvolution'

export const convolutionLayers: LayersOf<
  'conv1d' | 'conv2d' | 'depthwiseConv2d' | 'separableConv1d' | 'separableConv2d' | 'conv2dTranspose'
> = { conv1d, conv2d, depthwiseConv2d, separableConv1d, separableConv2d, conv2dTranspose }
