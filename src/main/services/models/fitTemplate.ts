import type { Design } from '../../../shared/domain/design'
import { INPUT_KINDS, type InputSpec } from '../../../shared/domain/modelInput'
import type { DesignLayer } from '../../../shared/domain/modelSpec'

/**
 * Gives a template what the data has. The inputs of a template are called by their kind, and get the names of the data's.
 * Columns that are the pixels of a square picture become that picture. What the data does not have stays as it is, and the
 * builder says what does not fit.
 */
export function fitTemplate(design: Design, inputs: readonly InputSpec[]): Design {
  const [first, ...rest] = design.layers.map((layer) => nameSource(layer, inputs))
  return first === undefined ? design : { ...design, layers: [fitPicture(first, inputs), ...rest] }
}

function nameSource(layer: DesignLayer, inputs: readonly InputSpec[]): DesignLayer {
  if (layer.kind !== 'input' || !INPUT_KINDS.some((kind) => kind === layer.source)) return layer
  const named = inputs.find(({ kind }) => kind === layer.source)
  return named === undefined ? layer : { ...layer, source: named.name }
}

function fitPicture(first: DesignLayer, [input]: readonly InputSpec[]): DesignLayer {
  if (first.kind !== 'reshape' || first.shape.length !== 3 || input?.kind !== 'table') return first
  const side = Math.round(Math.sqrt(input.shape[0] ?? 0))
  return side < 2 || side * side !== input.shape[0] ? first : { ...first, shape: [side, side, 1] }
}
