/** @file The last layer: as many units as the task needs; its activation belongs to the head. */
import { affineParameters, buildAffine } from './affine'
import type { Layer } from './layer'

export const output: Layer<'output'> = {
  kind: 'output',
  outputShape: (_spec, { head }) => [head.units],
  parameters: (spec, place) => affineParameters(spec, place, place.head.units),
  build: buildAffine,
}
