/** @file Every setting of a layer, of training or of the data's recipe that may vary, found by its path. */
import { networksOf, type Design } from './design'
import { LAYER_SETTINGS } from './layerSettings'
import { type DesignLayer, REPEAT_DEFAULTS } from './modelSpec'
import type { RecipeStep, StepKind } from './recipe'
import { STEP_SETTINGS } from './recipe/stepSettings'
import type { ParameterValue } from './searchSpace'
import type { Setting } from './setting'
import { TRAINING_SETTINGS } from './trainingSettings'

export type { ChoiceSetting, NumberSetting, Setting, UsedWith } from './setting'
export { TRAINING_SETTINGS } from './trainingSettings'

/** @returns the settings of a layer kind, in the order in which they are shown. */
export function settingsOf(kind: DesignLayer['kind']): readonly Setting[] {
  return LAYER_SETTINGS[kind]
}

/** @returns the settings of a kind of recipe step that may vary, in the order in which they are shown. */
export function stepSettingsOf(kind: StepKind): readonly Setting[] {
  return STEP_SETTINGS[kind]
}

/** Where the settings of recipe steps stand in paths: `data.select.count`. No layer may have this id. */
export const DATA_ID = 'data'

/** @returns where the settings of a step stand in paths: `data.select`. */
export function holderOfStep({ id }: Pick<RecipeStep, 'id'>): string {
  return `${DATA_ID}.${id}`
}

/** Where the settings of training stand in paths: `training.optimizer`. No layer may have this id. */
export const TRAINING_ID = 'training'

/** A setting of a design, with what holds it and the value it has while it is fixed. */
export interface FoundSetting {
  readonly setting: Setting
  /** The layer, or null for training and for the data. */
  readonly layer: DesignLayer | null
  /** The step of the data's recipe, or null for layers and training. */
  readonly step: RecipeStep | null
  readonly value: ParameterValue
}

/** @returns the setting at a path such as `hidden.units`, `training.epochs` or `data.select.count`, or null where a design has none. */
export function findSetting(design: Design, path: string): FoundSetting | null {
  const [holder, name] = splitPath(path)
  const found = findHolder(design, holder)
  const setting = found?.settings.find((candidate) => candidate.name === name)
  if (found === null || setting === undefined) return null
  const { layer, step, values } = found
  const value = values[setting.name]
  return isParameterValue(value) ? { setting, layer, step, value } : null
}

interface Holder extends Pick<FoundSetting, 'layer' | 'step'> {
  readonly settings: readonly Setting[]
  readonly values: Readonly<Record<string, unknown>>
}

function findHolder(design: Design, name: string): Holder | null {
  if (name === TRAINING_ID)
    return { layer: null, step: null, settings: TRAINING_SETTINGS, values: design.training }
  if (name.startsWith(`${DATA_ID}.`)) {
    const step = design.data?.find((candidate) => holderOfStep(candidate) === name)
    return step === undefined
      ? null
      : { layer: null, step, settings: stepSettingsOf(step.kind), values: step }
  }
  const layer = findLayer(design, name)
  if (layer === undefined) return null
  const values = layer.kind === 'repeat' ? { ...REPEAT_DEFAULTS, ...layer } : layer
  return { layer, step: null, settings: settingsOf(layer.kind), values }
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

/** @returns what has the setting, `hidden` or `data.select`, and the setting's own name. */
export function splitPath(path: string): [holder: string, name: string] {
  const dot = path.lastIndexOf('.')
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
