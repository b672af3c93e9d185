/** @file An activation on its own. */
import { activate } from './activations'
import type { Layer } from './layer'

export const activation: Layer<'activation'> = {
  kind: 'activation',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: (spec, { emit, x }) => activate(emit, spec.activation, x),
}
