import { type Design, networksOf } from '../../../shared/domain/design'
import type { Diagnostic } from '../../../shared/domain/modelCheck'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import type { LayerInspection, ModelInspection } from '../../compiler'
import type { UnrolledLayer } from '../../search'

type Found = Pick<ModelInspection, 'layers' | 'diagnostics'>

export interface SumRequest extends Found {
  readonly design: Design
  /** As they were inspected. */
  readonly unrolled: readonly UnrolledLayer[]
  readonly inputShape: readonly number[]
}

/**
 * Brings what was found in an unrolled model back to the layers of its design: a repeat has the weights of all its copies
 * and the shape of the last one, its layers have the weights of theirs. A layer that does not stand has no shape.
 */
export function sumLayers({ design, unrolled, inputShape, layers, diagnostics }: SumRequest): Found {
  let last: readonly number[] = inputShape
  const sums = networksOf(design)
    .flatMap((network) => network.layers)
    .flatMap((layer) => {
      const gets = last
      return listLayers(layer).map((id): LayerInspection => {
        const copies = layers.filter((_, index) => unrolled[index]?.origins.includes(id))
        // A repeat that stands no time hands on what it gets.
        const found = copies.at(-1)?.outputShape ?? (layer.kind === 'repeat' ? gets : [])
        if (found.length > 0) last = found
        return {
          id,
          outputShape: [...found],
          weights: copies.reduce((total, { weights }) => total + weights, 0),
        }
      })
    })
  const origins = new Map(unrolled.map((layer) => [layer.spec.id, layer]))
  return { layers: sums, diagnostics: diagnostics.flatMap((found) => bringBack(found, origins)) }
}

/** Bad names are told from the design itself, as it writes them; what the data lacks is known to the compiler alone. */
function bringBack(found: Diagnostic, origins: ReadonlyMap<string, UnrolledLayer>): Diagnostic[] {
  const origin = origins.get(found.path)
  const isName = found.code === 'model/unknown-input' || found.code === 'model/cycle'
  if (isName && origin?.spec.kind !== 'input') return []
  return [{ ...found, path: origin?.origins.at(-1) ?? found.path }]
}

function listLayers(layer: DesignLayer): string[] {
  return layer.kind === 'repeat' ? [layer.id, ...layer.layers.map(({ id }) => id)] : [layer.id]
}
