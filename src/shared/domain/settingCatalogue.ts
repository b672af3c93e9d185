/** @file Every setting of a layer or of training that may vary, found by its path. */
import { networksOf, type Design } from './design'
import { LAYER_SETTINGS } from './layerSettings'
import type { DesignLayer } from './modelSpec'
import type { ParameterValue } from './searchSpace'
import type { Setting } from './setting'
import { TRAINING_SETTINGS } from './trainingSettings'

export type { ChoiceSetting, NumberSetting, Setting, UsedWith } from './setting'
export { TRAINING_SETTINGS } from './trainingSettings'

/** @returns the settings of a layer kind, in the order in which they are shown. */
export function settingsOf(kind: DesignLayer['kind']): readonly Setting[] {
  return LAYER_SETTINGS[kind]
}

/** Where the settings of training stand in paths: `training.optimizer`. No layer may have this id. */
export const TRAINING_ID = 'training'

/** A setting of a design, with what holds it and the value it has while it is fixed. */
export interface FoundSetting {
  readonly setting: Setting
  /** The layer, or null for training. */
  readonly layer: DesignLayer | null
  readonly value: ParameterValue
}

/** @returns the setting at a path such as `hidden.units` or `training.epochs`, or null where a design has none. */
export function findSetting(design: Design, path: string): FoundSetting | null {
  const [holder, name] = splitPath(path)
  const layer = holder === TRAINING_ID ? null : findLayer(design, holder)
  if (layer === undefined) return null
  const settings: readonly Setting[] = layer === null ? TRAINING_SETTINGS : settingsOf(layer.kind)
  const setting = settings.find((candidate) => candidate.name === name)
  if (setting === undefined) return null
  const values: Readonly<Record<string, unknown>> = layer ?? design.training
  const value = values[setting.name]
  return isParameterValue(value) ? { setting, layer, value } : null
}

/** @returns every value that a setting may have in some trial of a design: the searched choices, or the fixed value. */
export function possibleValues(design: Design, path: string): readonly ParameterValue[] {
  const domain = design.search[path]
  if (domain?.kind === 'choice') return domain.values
  const found = findSetting(design, path)
  return found === null ? [] : [found.value]
}

/** @returns the path of the setting that decides whether this one means anything, and with which values; null for always. */
export function conditionOf(
  design: Design,
  path: string,
): { readonly parent: string; readonly values: readonly ParameterValue[] } | null {
  const usedWith = findSetting(design, path)?.setting.usedWith
  if (usedWith === undefined) return null
  return { parent: `${splitPath(path)[0]}.${usedWith.parent}`, values: usedWith.values }
}

/** Whether a setting means anything: momentum does only where SGD is used or may be. */
export function isSettingInUse(design: Design, path: string): boolean {
  const condition = conditionOf(design, path)
  if (condition === null) return true
  return possibleValues(design, condition.parent).some((value) => condition.values.includes(value))
}

function splitPath(path: string): [holder: string, name: string] {
  const dot = path.indexOf('.')
  return dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)]
}

function findLayer(design: Design, id: string): DesignLayer | undefined {
  return networksOf(design)
    .flatMap(({ layers }) => layers)
    .flatMap((layer): DesignLayer[] => (layer.kind === 'repeat' ? [layer, ...layer.layers] : [layer]))
    .find((layer) => layer.id === id)
}

function isParameterValue(value: unknown): value is ParameterValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
}
