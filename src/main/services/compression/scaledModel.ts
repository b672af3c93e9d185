import type { LayerSpec, ModelSpec } from '../../../shared/domain/modelSpec'

/** Settings that say how wide a layer is. */
const WIDTHS = new Set(['units', 'filters', 'keyUnits', 'feedForwardUnits'])
/** What has to divide a width stays a divisor of it. */
const LEAST = 1

/**
 * The same layers, so much as wide; what a table of words is as wide stays, and so do layers that make what the data says. Widths
 * are rounded to multiples of `heads` or of groups where a layer has them.
 */
export function scaledModel(model: ModelSpec, share: number): ModelSpec {
  return { ...model, layers: model.layers.map((layer) => scaledLayer(layer, share)) }
}

function scaledLayer(layer: LayerSpec, share: number): LayerSpec {
  const unit = 'groups' in layer && typeof layer.groups === 'number' ? layer.groups : 1
  const scaled = Object.entries(layer).map(([name, value]) => {
    const isWidth = WIDTHS.has(name) && typeof value === 'number'
    return [name, isWidth ? unit * Math.max(LEAST, Math.round((share * value) / unit)) : value] as const
  })
  return Object.fromEntries(scaled) as LayerSpec
}
