import * as v from 'valibot'
import type { Design } from '@shared/domain/design'
import { LayerSpec } from '@shared/domain/modelSpec'
import { isPlainLayer } from '@shared/domain/newLayer'
import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import type { RecipeStep } from '@shared/domain/recipe'
import { findSetting } from '@shared/domain/settingCatalogue'
import { duplicateLayer, pasteLayer, type PasteLayer } from './copyEdits'
import {
  addBefore,
  addLayer,
  moveLayer,
  removeLayer,
  unwrapLayer,
  wrapLayer,
  type AddBefore,
  type AddLayer,
} from './layerEdits'
import { withInputs } from './layerLinks'
import { replaceLayer } from './layerTree'
import { pruneCoupled, setConstraints, setCoupled, type CoupledGroup } from './relations'
import { readableBy } from './repairLinks'
import { swapNetworks, withDiscriminator } from './secondNetwork'
import { startDomain } from './startDomain'
import { pruneSteps, withStep } from './dataSteps'

/** What of a layer is no single value, and so no setting. */
export type LayerField = 'shape' | 'order' | 'source'

/** Everything a user can do to a design. An edit that makes no sense leaves the design as it is. */
export type DesignEdit =
  | ({ readonly kind: 'addLayer' } & AddLayer)
  | ({ readonly kind: 'addBefore' } & AddBefore)
  | { readonly kind: 'removeLayer'; readonly id: string }
  | { readonly kind: 'duplicateLayer'; readonly id: string }
  | ({ readonly kind: 'pasteLayer' } & PasteLayer)
  /** `to` is the index among its siblings. */
  | { readonly kind: 'moveLayer'; readonly id: string; readonly to: number }
  | { readonly kind: 'wrapLayer'; readonly id: string }
  | { readonly kind: 'unwrapLayer'; readonly id: string }
  /** Null: the layer above. Only layers that stand before it can be read. */
  | { readonly kind: 'setInputs'; readonly id: string; readonly inputs: readonly string[] | null }
  | {
      readonly kind: 'setField'
      readonly id: string
      readonly field: LayerField
      readonly value: string | readonly number[]
    }
  | { readonly kind: 'shareSettings'; readonly id: string; readonly settings: 'shared' | 'each' }
  | { readonly kind: 'setSetting'; readonly path: string; readonly value: ParameterValue }
  /** Without a domain the setting's usual one, widened to hold the present value. */
  | {
      readonly kind: 'searchSetting'
      readonly path: string
      readonly domain: Domain | null
      /** Of the data's recipe: the step, where the design does not have it yet. */
      readonly step?: RecipeStep | undefined
    }
  | { readonly kind: 'fixSetting'; readonly path: string }
  /** All groups of settings that vary together. */
  | { readonly kind: 'setCoupled'; readonly groups: readonly CoupledGroup[] }
  | { readonly kind: 'setConstraints'; readonly constraints: readonly string[] }
  /** Of the second network of adversarial training. */
  | { readonly kind: 'editSecond'; readonly edit: DesignEdit }

type EditOf<Kind> = Extract<DesignEdit, { kind: Kind }>
type EditRules = { readonly [Kind in DesignEdit['kind']]: (design: Design, edit: EditOf<Kind>) => Design }

const RULES: EditRules = {
  addLayer,
  addBefore,
  removeLayer: (design, { id }) => removeLayer(design, id),
  duplicateLayer: (design, { id }) => duplicateLayer(design, id),
  pasteLayer,
  moveLayer: (design, { id, to }) => moveLayer(design, id, to),
  wrapLayer: (design, { id }) => wrapLayer(design, id),
  unwrapLayer: (design, { id }) => unwrapLayer(design, id),
  setInputs: (design, { id, inputs }) => setInputs(design, id, inputs),
  setField: (design, { id, field, value }) =>
    replaceLayer(design, id, (layer) => {
      const read = v.safeParse(LayerSpec, { ...layer, [field]: value })
      return read.success && isPlainLayer(read.output) ? read.output : layer
    }),
  shareSettings: (design, { id, settings }) =>
    replaceLayer(design, id, (layer) => (layer.kind === 'repeat' ? { ...layer, settings } : layer)),
  setSetting: (design, { path, value }) => setSetting(design, path, value),
  searchSetting: (design, { path, domain, step }) => searchSetting(withStep(design, step), path, domain),
  fixSetting: (design, { path }) => pruneSteps({ ...design, search: omit(design.search, path) }),
  setCoupled: (design, { groups }) => setCoupled(design, groups),
  setConstraints: (design, { constraints }) => setConstraints(design, constraints),
  editSecond: (design, { edit }) => swapNetworks(editDesign(swapNetworks(design), edit)),
}

export function editDesign(design: Design, edit: DesignEdit): Design {
  // The rule of an edit takes that edit, which the union over all kinds cannot express.
  const rule = RULES[edit.kind] as (design: Design, edit: DesignEdit) => Design
  return pruneCoupled(rule(design, edit))
}

function setInputs(design: Design, id: string, inputs: readonly string[] | null): Design {
  const readable = readableBy(design, id)
  const standing = inputs?.filter((input) => readable.includes(input)) ?? null
  return replaceLayer(design, id, (layer) => withInputs(layer, standing, readable[0]))
}

function setSetting(design: Design, path: string, value: ParameterValue): Design {
  const found = findSetting(design, path)
  if (found === null) return design
  const name = found.setting.name
  if (found.step !== null) return withStep(design, { ...found.step, [name]: value })
  if (found.layer === null)
    return withDiscriminator({ ...design, training: { ...design.training, [name]: value } })
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

function omit<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key))
}
