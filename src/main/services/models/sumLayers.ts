import type { Design } from '../../../shared/domain/design'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { LayerInspection, ModelInspection } from '../../compiler'

type Found = Pick<ModelInspection, 'layers' | 'diagnostics'>

export interface SumRequest extends Found {
  readonly design: Design
  readonly assignment: Assignment
  readonly inputShape: readonly number[]
}

/**
 * Brings what was found in an unrolled model back to the layers of its design: a repeat has the weights of all its copies
 * and the shape of the last one, its layers have the weights of theirs.
 */
export function sumLayers({ design, assignment, inputShape, layers, diagnostics }: SumRequest): Found {
  const origins = design.layers.flatMap((layer) => originsOf(layer, assignment))
  const nameOf = new Map(layers.map(({ id }, index) => [id, origins[index]?.at(-1) ?? id]))
  let last: readonly number[] = inputShape
  const sums = design.layers.flatMap(listLayers).map((id): LayerInspection => {
    const copies = layers.filter((_, index) => origins[index]?.includes(id))
    // A repeat that stands no time hands on what it gets.
    const outputShape = [...(copies.at(-1)?.outputShape ?? last)]
    last = outputShape
    return { id, outputShape, weights: copies.reduce((total, { weights }) => total + weights, 0) }
  })
  return {
    layers: sums,
    diagnostics: diagnostics.map((found) => ({ ...found, path: nameOf.get(found.path) ?? found.path })),
  }
}

/** For every unrolled layer of this one: the ids in the design that it counts for, its own last. */
function originsOf(layer: DesignLayer, assignment: Assignment): string[][] {
  if (layer.kind !== 'repeat') return [[layer.id]]
  const searched = assignment[`${layer.id}.times`]
  const times = typeof searched === 'number' ? searched : layer.times
  return Array.from({ length: times }, () => layer.layers.map(({ id }) => [layer.id, id])).flat()
}

function listLayers(layer: DesignLayer): string[] {
  return layer.kind === 'repeat' ? [layer.id, ...layer.layers.map(({ id }) => id)] : [layer.id]
}
