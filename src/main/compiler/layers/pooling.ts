/** @file Layers that make steps or pictures smaller or larger, without weights. */
import type { LayersOf } from './layer'

export const poolingLayers: LayersOf<
  | 'maxPool1d'
  | 'maxPool2d'
  | 'averagePool1d'
  | 'averagePool2d'
  | 'globalMaxPool'
  | 'globalAveragePool'
  | 'upSample1d'
  | 'upSample2d'
> = {}
