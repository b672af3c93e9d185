/** @file Every input to every unit, then an activation. */
import { activate } from './activations'
import { affineParameters, buildAffine } from './affine'
import type { Layer } from './layer'

export const dense: Layer<'dense'> = {
  kind: 'dense',
  outputShape: ({ units }) => [units],
  parameters: (spec, place) => affineParameters(spec, place, spec.units),
  build: (spec, context) => activate(context.emit, spec.activation, buildAffine(spec, context)),
}
