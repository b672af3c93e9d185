/** @file All layers, once; and the one place where a spec meets its layer. */
import type { LayerKind, LayerSpec } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import { activation } from './activation'
import { dense } from './dense'
import { dropout } from './dropout'
import type { Layer, LayerContext, LayerPlace } from './layer'
import { output } from './output'
import type { ParameterSpec } from './parameter'

export const LAYERS: { readonly [K in LayerKind]: Layer<K> } = { dense, dropout, activation, output }

export function outputShapeOf(spec: LayerSpec, place: LayerPlace): readonly number[] {
  return layerOf(spec).outputShape(spec, place)
}

export function parametersOf(spec: LayerSpec, place: LayerPlace): readonly ParameterSpec[] {
  return layerOf(spec).parameters(spec, place)
}

export function buildLayer(spec: LayerSpec, context: LayerContext): Value {
  return layerOf(spec).build(spec, context)
}

/** The layer of a spec takes that spec, which the union over all kinds cannot express. */
function layerOf(spec: LayerSpec): Layer<LayerKind> {
  return LAYERS[spec.kind] as unknown as Layer<LayerKind>
}
