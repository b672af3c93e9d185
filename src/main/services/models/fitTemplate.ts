import type { Design } from '../../../shared/domain/design'
import type { InputSpec } from '../../../shared/domain/modelInput'

/**
 * Gives the first layer of a template the shape of the data: columns that are the pixels of a square picture become that
 * picture. Columns that make no square leave the template as it is, and the builder says what does not fit.
 */
export function fitTemplate(design: Design, [input]: readonly InputSpec[]): Design {
  const [first, ...rest] = design.layers
  if (first?.kind !== 'reshape' || first.shape.length !== 3 || input?.kind !== 'table') return design
  const side = Math.round(Math.sqrt(input.shape[0] ?? 0))
  if (side < 2 || side * side !== input.shape[0]) return design
  return { ...design, layers: [{ ...first, shape: [side, side, 1] }, ...rest] }
}
