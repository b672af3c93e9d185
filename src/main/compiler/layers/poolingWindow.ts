/** @file The windows over which a pooling layer takes a maximum or a mean: settings left out are as large as the window. */
import type { LayerSpecOf } from './layer'
import type { Windows } from './pictureWindow'
import type { Window } from './sliding'

export type StepPoolKind = 'maxPool1d' | 'averagePool1d'
export type PicturePoolKind = 'maxPool2d' | 'averagePool2d'

export function windowOf({ poolSize, strides, padding }: LayerSpecOf<StepPoolKind>): Window {
  return { size: poolSize, stride: strides || poolSize, dilation: 1, padding }
}

export function windowsOf({ poolSize, poolWidth, strides, padding }: LayerSpecOf<PicturePoolKind>): Windows {
  const width = poolWidth || poolSize
  return [
    { size: poolSize, stride: strides || poolSize, dilation: 1, padding },
    { size: width, stride: strides || width, dilation: 1, padding },
  ]
}
