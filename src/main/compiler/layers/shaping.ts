/** @file Layers that only rearrange numbers. */
import type { LayersOf } from './layer'

export const shapingLayers: LayersOf<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'repeatVector'
  | 'cropping1d'
  | 'cropping2d'
  | 'zeroPadding1d'
  | 'zeroPadding2d'
> = {}
