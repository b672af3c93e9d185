import { type Backbone, layerOfBackbone } from '@shared/domain/backbone'
import { newLayer as makeLayer } from '@shared/domain/newLayer'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { freeId, type LayerKind, type PlainKind, type RepeatLayer } from './layerTree'

/** Values that a new layer has instead of the usual ones. */
export type LayerValues = Readonly<Record<string, unknown>>

/** A layer of this kind with usual settings; `taken` are the ids in use, to which it adds its own. */
export function newLayer(kind: PlainKind, taken: Set<string>, values: LayerValues = {}): DesignLayer {
  const id = takeId(kind, taken)
  return kind === 'repeat' ? newRepeat(id, taken) : makeLayer(kind, id, values)
}

/** A trained network as a layer, frozen. */
export function newBackbone(backbone: Backbone, taken: Set<string>): DesignLayer {
  return layerOfBackbone(backbone, takeId('backbone', taken))
}

function newRepeat(id: string, taken: Set<string>): RepeatLayer {
  const inner = makeLayer('dense', takeId('dense', taken))
  return { kind: 'repeat', id, times: 2, settings: 'shared', layers: [inner] }
}

/** A copy under new ids, and which id each of its layers had before; in a copied repeat, links lead to the copies. */
export function copyLayer(
  layer: DesignLayer,
  taken: Set<string>,
): { copy: DesignLayer; renamed: Map<string, string> } {
  const renamed = new Map<string, string>()
  const rename = (id: string, kind: LayerKind) => {
    const name = takeId(kind, taken)
    renamed.set(id, name)
    return name
  }
  const id = rename(layer.id, layer.kind)
  // What a backbone holds has names of its own.
  if (layer.kind !== 'repeat') return { copy: { ...layer, id }, renamed }
  const layers = layer.layers.map((inner) => {
    const inputs = inner.inputs?.map((input) => renamed.get(input) ?? input)
    return { ...inner, id: rename(inner.id, inner.kind), ...(inputs ? { inputs } : {}) }
  })
  return { copy: { ...layer, id, layers }, renamed }
}

function takeId(kind: LayerKind, taken: Set<string>): string {
  const id = freeId(kind, taken)
  taken.add(id)
  return id
}
