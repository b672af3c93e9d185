import type { Design } from '@shared/domain/design'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { isInnerLayer } from '@shared/domain/newLayer'
import { inputsOf, nearestFirst, sourcesOf, withInputs } from './layerLinks'
import { placeOf } from './layerTree'

/** What every layer read, the nearest first. */
type Sources = ReadonlyMap<string, readonly string[]>

interface Scope {
  readonly sources: Sources
  /** The layers that stand before; grows on the way down. */
  readonly standing: Set<string>
  /** The repeat whose layers these are: to them, the name of what it reads. */
  readonly start?: string
}

/**
 * Keeps every link of layers that were moved or removed leading upwards: a name that no longer stands before its reader gives
 * way to what the named layer read itself, the nearest one that stands before the reader now.
 */
export function repairLinks(before: readonly DesignLayer[], after: readonly DesignLayer[]): DesignLayer[] {
  return repairList(after, { sources: new Map(listSources(before)), standing: new Set() })
}

function repairList(layers: readonly DesignLayer[], scope: Scope): DesignLayer[] {
  const { standing, start } = scope
  return layers.map((layer, index) => {
    const above = layers[index - 1]?.id ?? start
    const inside = { ...scope, standing: new Set([...standing, layer.id]), start: layer.id }
    const repaired =
      layer.kind === 'repeat'
        ? { ...layer, layers: repairList(layer.layers, inside).filter(isInnerLayer) }
        : repairLayer(layer, above, scope)
    standing.add(layer.id)
    return repaired
  })
}

function repairLayer(layer: DesignLayer, above: string | undefined, scope: Scope): DesignLayer {
  const inputs = inputsOf(layer)
  if (inputs === null || inputs.every((id) => scope.standing.has(id))) return layer
  const kept = inputs.flatMap((id) => {
    if (scope.standing.has(id)) return [id]
    const other = findStanding(id, scope)
    return other === null || inputs.includes(other) ? [] : [other]
  })
  return withInputs(layer, [...new Set(kept)], above)
}

function findStanding(id: string, { sources, standing }: Scope): string | null {
  const seen = new Set<string>()
  let [next] = sources.get(id) ?? []
  while (next !== undefined && !seen.has(next)) {
    if (standing.has(next)) return next
    seen.add(next)
    ;[next] = sources.get(next) ?? []
  }
  return null
}

function listSources(layers: readonly DesignLayer[], start?: string): [string, readonly string[]][] {
  return layers.flatMap((layer, index): [string, readonly string[]][] => {
    const inside = layer.kind === 'repeat' ? listSources(layer.layers, layer.id) : []
    return [[layer.id, nearestFirst(layers, index, start)], ...inside]
  })
}

/** A layer whose links an edit of other layers has changed. */
export interface LinkChange {
  readonly id: string
  /** What it reads now; none where that is the data. */
  readonly reads: readonly string[]
}

/** @returns the layers that named what they read before or do so now, and read something else. */
export function linkChanges(before: Design, after: Design): LinkChange[] {
  const old = new Map(listReaders(before).map((reader) => [reader.id, reader]))
  return listReaders(after).filter(({ id, reads, isNamed }) => {
    const was = old.get(id)
    if (was === undefined || !(isNamed || was.isNamed)) return false
    return reads.join() !== was.reads.join()
  })
}

function listReaders(design: Design): (LinkChange & { readonly isNamed: boolean })[] {
  const lists = [
    { layers: design.layers, start: undefined },
    ...design.layers.flatMap((layer) =>
      layer.kind === 'repeat' ? [{ layers: layer.layers, start: layer.id }] : [],
    ),
  ]
  return lists.flatMap(({ layers, start }) =>
    layers.map((layer, index) => ({
      id: layer.id,
      reads: sourcesOf(layers, index, start),
      isNamed: inputsOf(layer) !== null,
    })),
  )
}

/** @returns what a layer may read, the nearest first; a repeat, to its own layers, is what it reads itself. */
export function readableBy(design: Design, id: string): readonly string[] {
  const place = placeOf(design, id)
  if (place === null) return []
  const above = place.siblings.slice(0, place.index).map((layer) => layer.id)
  return (place.parent === null ? above : [place.parent.id, ...above]).toReversed()
}
