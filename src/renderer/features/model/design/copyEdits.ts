import { type Design, MOST_LAYERS } from '@shared/domain/design'
import type { LayerClip } from '@shared/domain/layerClip'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { isInnerLayer } from '@shared/domain/newLayer'
import { MAX_INNER_LAYERS, takenIds } from './layerEdits'
import { inputsOf, readingOf, withInputs } from './layerLinks'
import { editSiblings, flatLayers, type LayerPlace, placeOf, replaceLayer } from './layerTree'
import { copyLayer } from './newLayer'
import { readableBy } from './repairLinks'

type Search = Design['search']

/** @returns the layer with what varies in it; null for the output, of which a model has one. */
export function clipLayer(design: Design, id: string): LayerClip | null {
  const place = placeOf(design, id)
  const layer = place?.siblings[place.index]
  if (layer === undefined || layer.kind === 'output') return null
  const own = new Map(flatLayers([layer]).map((each) => [each.id, each.id]))
  return { fettle: 'layer', layer, search: searchOfCopy(design.search, own) }
}

export function duplicateLayer(design: Design, id: string): Design {
  const place = placeOf(design, id)
  const layer = place?.siblings[place.index]
  if (place === null || layer === undefined || layer.kind === 'output' || isFull(place)) return design
  const { copy, renamed } = copyLayer(layer, takenIds(design))
  const linked = withInputs(copy, inputsOfCopy(layer), layer.id)
  const edited = editSiblings(design, id, (siblings, index) => siblings.toSpliced(index + 1, 0, linked))
  return { ...edited, search: { ...design.search, ...searchOfCopy(design.search, renamed) } }
}

export interface PasteLayer {
  readonly clip: LayerClip
  /** The layer below which it goes; null: the end, before the output. */
  readonly below: string | null
}

/** Under names of its own. It reads the layer above; of several that it names, those that stand there. */
export function pasteLayer(design: Design, { clip, below }: PasteLayer): Design {
  const { copy, renamed } = copyLayer(clip.layer, takenIds(design))
  const neighbour = below ?? design.layers.at(-1)?.id ?? ''
  const edited = insertBelow(design, neighbour, copy)
  if (edited === design) return design
  const readable = readableBy(edited, copy.id)
  const named = readingOf(copy.kind) === 'one' ? [] : (inputsOf(copy) ?? [])
  const standing = named.filter((input) => readable.includes(input))
  const linked = replaceLayer(edited, copy.id, (layer) => withInputs(layer, standing, readable[0]))
  return { ...linked, search: { ...design.search, ...searchOfCopy(clip.search, renamed) } }
}

/** Nothing stands below the output. What no repeat can hold goes below the repeat. */
function insertBelow(design: Design, id: string, layer: DesignLayer): Design {
  const place = placeOf(design, id)
  if (place === null) return design
  if (place.parent !== null && !isInnerLayer(layer)) return insertBelow(design, place.parent.id, layer)
  if (isFull(place)) return design
  return editSiblings(design, id, (siblings, index) =>
    siblings.toSpliced(siblings[index]?.kind === 'output' ? index : index + 1, 0, layer),
  )
}

function isFull({ siblings, parent }: LayerPlace): boolean {
  return siblings.length >= (parent === null ? MOST_LAYERS : MAX_INNER_LAYERS)
}

/** A copy goes on from the original; one that reads several reads the others besides. */
function inputsOfCopy(original: DesignLayer): readonly string[] | null {
  const [, ...others] = inputsOf(original) ?? []
  return others.length === 0 ? null : [original.id, ...others]
}

/** @param renamed the name of each copied layer by that of its original */
function searchOfCopy(search: Search, renamed: ReadonlyMap<string, string>): Search {
  const copied = Object.entries(search).flatMap(([path, domain]) => {
    const dot = path.indexOf('.')
    const holder = renamed.get(path.slice(0, dot))
    return holder === undefined ? [] : [[`${holder}${path.slice(dot)}`, domain] as const]
  })
  return Object.fromEntries(copied)
}
