/** @file All layers, once; and the one place where a spec meets its layer. */
import type { LayerKind, LayerSpec } from '../../../shared/domain/modelSpec'
import { attentionLayers } from './attention'
import { basicLayers } from './basic'
import { convolutionLayers } from './convolution'
import type { Feature } from './feature'
import type { Layer, LayerContext, LayerPlace } from './layer'
import { learntActivationLayers } from './learntActivation'
import { mergingLayers } from './merging'
import type { Misfit } from './misfit'
import { noisyLayers } from './noisy'
import { normalizingLayers } from './normalizing'
import type { ParameterSpec } from './parameter'
import { onnxLayers } from './onnx'
import { poolingLayers } from './pooling'
import { sequenceLayers } from './sequence'
import { shapingLayers } from './shaping'

export const LAYERS: { readonly [K in LayerKind]: Layer<K> } = {
  ...basicLayers,
  ...learntActivationLayers,
  ...convolutionLayers,
  ...poolingLayers,
  ...shapingLayers,
  ...sequenceLayers,
  ...noisyLayers,
  ...normalizingLayers,
  ...attentionLayers,
  ...mergingLayers,
  ...onnxLayers,
}

const ONE = { least: 1, most: 1 }

/** @returns why the layer cannot read what it is given, or null. */
export function misfitOf(spec: LayerSpec, place: LayerPlace): Misfit | null {
  const { reads = ONE, misfit } = layerOf(spec)
  const count = place.inputShapes.length
  if (count < reads.least || count > reads.most) {
    const { least, most } = reads
    return {
      reason: 'inputCount',
      expected: least === most ? `${least}` : `${least}–${most}`,
      found: `${count}`,
    }
  }
  return misfit?.(spec, place) ?? null
}

/** Of a layer that fits. */
export function outputShapeOf(spec: LayerSpec, place: LayerPlace): readonly number[] {
  return layerOf(spec).outputShape(spec, place)
}

/** Of a layer that fits. */
export function parametersOf(spec: LayerSpec, place: LayerPlace): readonly ParameterSpec[] {
  return layerOf(spec).parameters(spec, place)
}

export function buildLayer(spec: LayerSpec, context: LayerContext): Feature {
  return layerOf(spec).build(spec, context)
}

/** The layer of a spec takes that spec, which the union over all kinds cannot express. */
function layerOf(spec: LayerSpec): Layer<LayerKind> {
  return LAYERS[spec.kind] as unknown as Layer<LayerKind>
}
