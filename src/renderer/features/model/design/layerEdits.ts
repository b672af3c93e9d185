import type { Backbone } from '@shared/domain/backbone'
import { MOST_LAYERS, type Design } from '@shared/domain/design'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { isInnerLayer } from '@shared/domain/newLayer'
import { inputsOf, nearestFirst, readingOf, renameInputs, withInputs, withoutLayer } from './layerLinks'
import { allLayers, editSiblings, placeOf, pruneSearch, replaceLayer, type PlainKind } from './layerTree'
import { newBackbone, newLayer, type LayerValues } from './newLayer'
import { repairLinks } from './repairLinks'

/** As the schema of a repeat has it. */
export const MAX_INNER_LAYERS = 12

/** A kind of layer, or a trained network that stands as one. */
type NewKind = PlainKind | { readonly backbone: Backbone }

export interface AddLayer {
  readonly layer: NewKind
  /** The repeat that takes it; null: the top. */
  readonly inside: string | null
  /** Index among its siblings; absent: the end, before the output. */
  readonly at?: number
  /** What it reads; absent: the layer above. */
  readonly inputs?: readonly string[]
}

export function addLayer(design: Design, { layer: kind, inside, at, inputs = [] }: AddLayer): Design {
  const layer = make(kind, takenIds(design))
  if (inside === null) return { ...design, layers: insertLayer(design.layers, layer, { at, inputs }) }
  return replaceLayer(design, inside, (repeat) => {
    if (repeat.kind !== 'repeat' || !isInnerLayer(layer)) return repeat
    if (repeat.layers.length >= MAX_INNER_LAYERS) return repeat
    const place = at ?? repeat.layers.length
    const linked = withInputs(layer, inputs, repeat.layers[place - 1]?.id ?? inside)
    const layers: readonly DesignLayer[] = repeat.layers
    return { ...repeat, layers: layers.toSpliced(place, 0, linked).filter(isInnerLayer) }
  })
}

function make(kind: NewKind, taken: Set<string>): DesignLayer {
  return typeof kind === 'string' ? newLayer(kind, taken) : newBackbone(kind.backbone, taken)
}

/** The output stays the last, and there is one only; an input of the data begins the list. */
function insertLayer(
  layers: readonly DesignLayer[],
  layer: DesignLayer,
  { at, inputs }: { at: number | undefined; inputs: readonly string[] },
): DesignLayer[] {
  if (layers.length >= MOST_LAYERS) return [...layers]
  const hasOutput = layers.at(-1)?.kind === 'output'
  if (layer.kind === 'output' && hasOutput) return [...layers]
  const end = hasOutput ? layers.length - 1 : layers.length
  const first = layer.kind === 'input' ? 0 : end
  const place = layer.kind === 'output' ? end : Math.min(at ?? first, end)
  return layers.toSpliced(place, 0, withInputs(layer, inputs, layers[place - 1]?.id))
}

export interface AddBefore {
  readonly layer: PlainKind
  /** The layer that will read it. */
  readonly id: string
  readonly values?: LayerValues
}

/** Puts a layer between another one and what that reads. */
export function addBefore(design: Design, { layer: kind, id, values }: AddBefore): Design {
  const place = placeOf(design, id)
  const reader = place?.siblings[place.index]
  if (place === null || reader === undefined || readingOf(reader.kind) !== 'one') return design
  if (place.siblings.length >= (place.parent === null ? MOST_LAYERS : MAX_INNER_LAYERS)) return design
  const layer = newLayer(kind, takenIds(design), values)
  const reading = withInputs(layer, inputsOf(reader), undefined)
  return editSiblings(design, id, (siblings, index) =>
    siblings.toSpliced(index, 1, reading, withInputs(reader, null, layer.id)),
  )
}

export function removeLayer(design: Design, id: string): Design {
  const start = placeOf(design, id)?.parent?.id
  const removed = editSiblings(design, id, (siblings, index) => withoutLayer(siblings, index, start))
  if (removed.layers.length === 0) return design
  return pruneSearch({ ...removed, layers: repairLinks(design.layers, removed.layers) })
}

export function moveLayer(design: Design, id: string, to: number): Design {
  const moved = editSiblings(design, id, (siblings, index) => {
    const layer = siblings[index]
    if (layer === undefined || layer.kind === 'output') return siblings
    const last = siblings.at(-1)?.kind === 'output' ? siblings.length - 2 : siblings.length - 1
    const target = Math.min(Math.max(to, 0), last)
    return target === index ? siblings : siblings.toSpliced(index, 1).toSpliced(target, 0, layer)
  })
  return { ...moved, layers: repairLinks(design.layers, moved.layers) }
}

/** The repeat is read where the layer was; inside it is a chain. */
export function wrapLayer(design: Design, id: string): Design {
  const layer = design.layers.find((candidate) => candidate.id === id)
  if (layer === undefined || !isInnerLayer(layer)) return design
  const repeat = newLayer('repeat', takenIds(design))
  const inner = withInputs(layer, null, undefined)
  if (repeat.kind !== 'repeat' || !isInnerLayer(inner)) return design
  const wrapped = replaceLayer(design, id, () => ({ ...repeat, layers: [inner] }))
  return { ...wrapped, layers: renameInputs(wrapped.layers, id, repeat.id) }
}

/** Where the repeat was read, its last layer is; where its layers read what it reads, they name that. */
export function unwrapLayer(design: Design, id: string): Design {
  const index = design.layers.findIndex((layer) => layer.id === id)
  const repeat = design.layers[index]
  const end = repeat?.kind === 'repeat' ? repeat.layers.at(-1) : undefined
  if (repeat?.kind !== 'repeat' || end === undefined) return design
  const [source] = nearestFirst(design.layers, index)
  const inner = source === undefined ? repeat.layers : renameInputs(repeat.layers, id, source)
  const layers = [
    ...design.layers.slice(0, index),
    ...inner,
    ...renameInputs(design.layers.slice(index + 1), id, end.id),
  ]
  return pruneSearch({ ...design, layers })
}

export function takenIds(design: Design): Set<string> {
  return new Set(allLayers(design).map((layer) => layer.id))
}
