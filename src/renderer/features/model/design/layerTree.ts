import type { Design } from '@shared/domain/design'
import type { DesignLayer } from '@shared/domain/modelSpec'
import { isInnerLayer } from '@shared/domain/newLayer'
import { DATA_ID, splitPath, TRAINING_ID } from '@shared/domain/settingCatalogue'

export type LayerKind = DesignLayer['kind']
/** Kinds that begin with usual settings; a backbone is a network of the user's. */
export type PlainKind = Exclude<LayerKind, 'backbone'>
export type RepeatLayer = Extract<DesignLayer, { kind: 'repeat' }>
export type InnerLayer = RepeatLayer['layers'][number]

/** All layers, those inside a repeat after it. */
export function flatLayers(layers: readonly DesignLayer[]): DesignLayer[] {
  return layers.flatMap((layer): DesignLayer[] =>
    layer.kind === 'repeat' ? [layer, ...layer.layers] : [layer],
  )
}

/** The layers of both networks, where there are two. */
export function allLayers({ layers, discriminator = [] }: Design): DesignLayer[] {
  return flatLayers([...layers, ...discriminator])
}

/** Where a layer stands among its siblings, and the repeat that holds it (null at the top). */
export interface LayerPlace {
  readonly siblings: readonly DesignLayer[]
  readonly index: number
  readonly parent: RepeatLayer | null
}

export function placeOf(design: Design, id: string): LayerPlace | null {
  const index = design.layers.findIndex((layer) => layer.id === id)
  if (index >= 0) return { siblings: design.layers, index, parent: null }
  for (const parent of design.layers) {
    if (parent.kind !== 'repeat') continue
    const inner = parent.layers.findIndex((layer) => layer.id === id)
    if (inner >= 0) return { siblings: parent.layers, index: inner, parent }
  }
  return null
}

/** @returns the repeat whose copies may each have a value of the setting; null for settings outside, and for how often it stands. */
export function copiedBy(design: Design, path: string): RepeatLayer | null {
  const [holder, name] = splitPath(path)
  const own = design.layers.find(({ id }) => id === holder)
  if (own?.kind === 'repeat') return name === 'times' ? null : own
  return placeOf(design, holder)?.parent ?? null
}

/** Changes the list in which a layer stands; a repeat that is left empty goes with its last layer. */
export function editSiblings(
  design: Design,
  id: string,
  edit: (siblings: readonly DesignLayer[], index: number) => readonly DesignLayer[],
): Design {
  const place = placeOf(design, id)
  if (place === null) return design
  const edited = edit(place.siblings, place.index)
  if (place.parent === null) return { ...design, layers: [...edited] }
  const { parent } = place
  const layers = design.layers.flatMap((layer): DesignLayer[] => {
    if (layer !== parent) return [layer]
    return edited.length === 0 ? [] : [{ ...parent, layers: edited.filter(isInnerLayer) }]
  })
  return { ...design, layers }
}

/** `dense`, `dense2` … : the first name of this kind that no layer has yet. */
export function freeId(kind: LayerKind, taken: ReadonlySet<string>): string {
  const base = kind === 'dense' ? 'hidden' : kind
  let id: string = base
  for (let count = 2; taken.has(id) || id === TRAINING_ID || id === DATA_ID; count++) id = `${base}${count}`
  return id
}

/** The settings that vary, without those of layers that are gone. */
export function pruneSearch(design: Design): Design {
  const ids = new Set([TRAINING_ID, DATA_ID, ...allLayers(design).map((layer) => layer.id)])
  const kept = Object.entries(design.search).filter(([path]) => ids.has(path.slice(0, path.indexOf('.'))))
  return { ...design, search: Object.fromEntries(kept) }
}

export function replaceLayer(
  design: Design,
  id: string,
  change: (layer: DesignLayer) => DesignLayer,
): Design {
  return editSiblings(design, id, (siblings, index) =>
    siblings.map((layer, at) => (at === index ? change(layer) : layer)),
  )
}
