import { assertNever } from '@shared/util/assertNever'
import type { Design } from '@shared/domain/design'
import type { DesignLayer } from '@shared/domain/modelSpec'
import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import { findSetting } from '@shared/domain/settingCatalogue'
import { editSiblings, flatLayers, isInner, placeOf, pruneSearch, type LayerKind } from './layerTree'
import { copyLayer, newLayer } from './newLayer'
import { startDomain } from './startDomain'

/** Everything a user can do to a design. An edit that makes no sense leaves the design as it is. */
export type DesignEdit =
  /** `inside`: the repeat that takes it; null: the top, before the output. */
  | { readonly kind: 'addLayer'; readonly layer: LayerKind; readonly inside: string | null }
  | { readonly kind: 'removeLayer'; readonly id: string }
  | { readonly kind: 'duplicateLayer'; readonly id: string }
  /** `to` is the index among its siblings. */
  | { readonly kind: 'moveLayer'; readonly id: string; readonly to: number }
  | { readonly kind: 'wrapLayer'; readonly id: string }
  | { readonly kind: 'unwrapLayer'; readonly id: string }
  | { readonly kind: 'shareSettings'; readonly id: string; readonly settings: 'shared' | 'each' }
  | { readonly kind: 'setSetting'; readonly path: string; readonly value: ParameterValue }
  /** Without a domain the setting's usual one, widened to hold the present value. */
  | { readonly kind: 'searchSetting'; readonly path: string; readonly domain: Domain | null }
  | { readonly kind: 'fixSetting'; readonly path: string }

export const MAX_LAYERS = 50
export const MAX_INNER_LAYERS = 12

export function editDesign(design: Design, edit: DesignEdit): Design {
  switch (edit.kind) {
    case 'addLayer':
      return addLayer(design, edit.layer, edit.inside)
    case 'removeLayer':
      return removeLayer(design, edit.id)
    case 'duplicateLayer':
      return duplicateLayer(design, edit.id)
    case 'moveLayer':
      return moveLayer(design, edit.id, edit.to)
    case 'wrapLayer':
      return wrapLayer(design, edit.id)
    case 'unwrapLayer':
      return unwrapLayer(design, edit.id)
    case 'shareSettings':
      return replaceLayer(design, edit.id, (layer) =>
        layer.kind === 'repeat' ? { ...layer, settings: edit.settings } : layer,
      )
    case 'setSetting':
      return setSetting(design, edit.path, edit.value)
    case 'searchSetting':
      return searchSetting(design, edit.path, edit.domain)
    case 'fixSetting':
      return { ...design, search: omit(design.search, edit.path) }
    default:
      return assertNever(edit)
  }
}

function takenIds(design: Design): Set<string> {
  return new Set(flatLayers(design.layers).map((layer) => layer.id))
}

function addLayer(design: Design, kind: LayerKind, inside: string | null): Design {
  const layer = newLayer(kind, takenIds(design))
  if (inside === null) return { ...design, layers: withLayer(design.layers, layer) }
  return replaceLayer(design, inside, (repeat) =>
    repeat.kind === 'repeat' && isInner(layer) && repeat.layers.length < MAX_INNER_LAYERS
      ? { ...repeat, layers: [...repeat.layers, layer] }
      : repeat,
  )
}

/** New layers stand before the output, which stays the last; there is one output only. */
function withLayer(layers: readonly DesignLayer[], layer: DesignLayer): DesignLayer[] {
  if (layers.length >= MAX_LAYERS) return [...layers]
  const hasOutput = layers.at(-1)?.kind === 'output'
  if (layer.kind === 'output') return hasOutput ? [...layers] : [...layers, layer]
  return hasOutput ? [...layers.slice(0, -1), layer, ...layers.slice(-1)] : [...layers, layer]
}

function removeLayer(design: Design, id: string): Design {
  const removed = editSiblings(design, id, (siblings, index) => siblings.toSpliced(index, 1))
  return removed.layers.length === 0 ? design : pruneSearch(removed)
}

function duplicateLayer(design: Design, id: string): Design {
  const place = placeOf(design, id)
  const layer = place?.siblings[place.index]
  if (place === null || layer === undefined || layer.kind === 'output') return design
  if (place.siblings.length >= (place.parent === null ? MAX_LAYERS : MAX_INNER_LAYERS)) return design
  const { copy, renamed } = copyLayer(layer, takenIds(design))
  const copied = Object.entries(design.search).flatMap(([path, domain]): [string, Domain][] => {
    const dot = path.indexOf('.')
    const holder = renamed.get(path.slice(0, dot))
    return holder === undefined ? [] : [[`${holder}${path.slice(dot)}`, domain]]
  })
  const edited = editSiblings(design, id, (siblings, index) => siblings.toSpliced(index + 1, 0, copy))
  return { ...edited, search: { ...design.search, ...Object.fromEntries(copied) } }
}

function moveLayer(design: Design, id: string, to: number): Design {
  return editSiblings(design, id, (siblings, index) => {
    const layer = siblings[index]
    if (layer === undefined || layer.kind === 'output') return siblings
    const last = siblings.at(-1)?.kind === 'output' ? siblings.length - 2 : siblings.length - 1
    const target = Math.min(Math.max(to, 0), last)
    return target === index ? siblings : siblings.toSpliced(index, 1).toSpliced(target, 0, layer)
  })
}

function wrapLayer(design: Design, id: string): Design {
  const layer = design.layers.find((candidate) => candidate.id === id)
  if (layer === undefined || !isInner(layer)) return design
  const repeat = newLayer('repeat', takenIds(design))
  return repeat.kind === 'repeat' ? replaceLayer(design, id, () => ({ ...repeat, layers: [layer] })) : design
}

function unwrapLayer(design: Design, id: string): Design {
  const edited = editSiblings(design, id, (siblings, index) => {
    const layer = siblings[index]
    return layer?.kind === 'repeat' ? siblings.toSpliced(index, 1, ...layer.layers) : siblings
  })
  return pruneSearch(edited)
}

function setSetting(design: Design, path: string, value: ParameterValue): Design {
  const found = findSetting(design, path)
  if (found === null) return design
  const name = found.setting.name
  if (found.layer === null) return { ...design, training: { ...design.training, [name]: value } }
  return replaceLayer(design, found.layer.id, (layer) => ({ ...layer, [name]: value }))
}

function searchSetting(design: Design, path: string, domain: Domain | null): Design {
  const found = findSetting(design, path)
  if (found === null) return design
  return {
    ...design,
    search: { ...design.search, [path]: domain ?? startDomain(found.setting, found.value) },
  }
}

function replaceLayer(design: Design, id: string, change: (layer: DesignLayer) => DesignLayer): Design {
  return editSiblings(design, id, (siblings, index) =>
    siblings.map((layer, at) => (at === index ? change(layer) : layer)),
  )
}

function omit<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key))
}
