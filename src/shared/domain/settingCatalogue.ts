/** @file Every setting of a layer or of training that may vary: its kind, what it may be, and where a search of it starts. */
import type { Design } from './design'
import { ACTIVATIONS, type DesignLayer, INITIALIZERS } from './modelSpec'
import type { ChoiceDomain, Domain, ParameterValue } from './searchSpace'
import { OPTIMIZERS, type TrainingSpec } from './trainingSpec'

/** A number between `range.low` and `range.high`, both allowed. */
export interface NumberSetting<Name extends string = string> {
  readonly name: Name
  readonly kind: 'integer' | 'float'
  readonly range: { readonly low: number; readonly high: number }
  /** The domain a search starts with: a sensible range, or a few usual values. */
  readonly defaultDomain: Domain
}

/** One of `choices`. */
export interface ChoiceSetting<Name extends string = string> {
  readonly name: Name
  readonly kind: 'choice'
  readonly choices: readonly ParameterValue[]
  readonly defaultDomain: ChoiceDomain
}

export type Setting<Name extends string = string> = NumberSetting<Name> | ChoiceSetting<Name>

/** The names of what a user sets on a layer; `id`, `kind` and the structure of a repeat are no settings. */
type SettingName<Holder> = Exclude<keyof Holder, 'kind' | 'id' | 'layers' | 'settings'> & string

type LayerSettings = {
  readonly [Kind in DesignLayer['kind']]: readonly Setting<
    SettingName<Extract<DesignLayer, { kind: Kind }>>
  >[]
}

const ACTIVATION = {
  name: 'activation',
  kind: 'choice',
  choices: ACTIVATIONS,
  defaultDomain: { kind: 'choice', values: ['relu', 'tanh', 'gelu'] },
} as const satisfies Setting

const USE_BIAS = {
  name: 'useBias',
  kind: 'choice',
  choices: [true, false],
  defaultDomain: { kind: 'choice', values: [true, false] },
} as const satisfies Setting

const INITIALIZER = {
  name: 'initializer',
  kind: 'choice',
  choices: INITIALIZERS,
  defaultDomain: { kind: 'choice', values: ['heNormal', 'glorotUniform'] },
} as const satisfies Setting

const L2 = {
  name: 'l2',
  kind: 'float',
  range: { low: 0, high: 1 },
  defaultDomain: { kind: 'float', low: 1e-6, high: 1e-2, scale: 'log' },
} as const satisfies Setting

const UNITS = {
  name: 'units',
  kind: 'integer',
  range: { low: 1, high: 16384 },
  defaultDomain: { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 },
} as const satisfies Setting

const RATE = {
  name: 'rate',
  kind: 'float',
  range: { low: 0, high: 0.95 },
  defaultDomain: { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
} as const satisfies Setting

const TIMES = {
  name: 'times',
  kind: 'integer',
  range: { low: 0, high: 12 },
  defaultDomain: { kind: 'integer', low: 1, high: 3, scale: 'linear', step: 1 },
} as const satisfies Setting

const LAYER_SETTINGS: LayerSettings = {
  dense: [UNITS, ACTIVATION, USE_BIAS, INITIALIZER, L2],
  dropout: [RATE],
  activation: [ACTIVATION],
  output: [USE_BIAS, INITIALIZER, L2],
  repeat: [TIMES],
}

/** The settings of training, the optimizer before what depends on it. */
export const TRAINING_SETTINGS: readonly Setting<keyof TrainingSpec>[] = [
  {
    name: 'optimizer',
    kind: 'choice',
    choices: OPTIMIZERS,
    defaultDomain: { kind: 'choice', values: ['adam', 'rmsprop', 'sgd'] },
  },
  {
    name: 'learningRate',
    kind: 'float',
    range: { low: 1e-8, high: 10 },
    defaultDomain: { kind: 'float', low: 1e-4, high: 1e-1, scale: 'log' },
  },
  {
    name: 'momentum',
    kind: 'float',
    range: { low: 0, high: 0.999 },
    defaultDomain: { kind: 'float', low: 0.5, high: 0.99, scale: 'linear' },
  },
  {
    name: 'batchSize',
    kind: 'integer',
    range: { low: 1, high: 65536 },
    defaultDomain: { kind: 'choice', values: [16, 32, 64, 128] },
  },
  {
    name: 'epochs',
    kind: 'integer',
    range: { low: 1, high: 10000 },
    defaultDomain: { kind: 'integer', low: 10, high: 100, scale: 'linear', step: 10 },
  },
  {
    name: 'patience',
    kind: 'integer',
    range: { low: 0, high: 10000 },
    defaultDomain: { kind: 'integer', low: 3, high: 20, scale: 'linear', step: 1 },
  },
]

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

function splitPath(path: string): [holder: string, name: string] {
  const dot = path.indexOf('.')
  return dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)]
}

function findLayer(design: Design, id: string): DesignLayer | undefined {
  return design.layers
    .flatMap((layer): DesignLayer[] => (layer.kind === 'repeat' ? [layer, ...layer.layers] : [layer]))
    .find((layer) => layer.id === id)
}

function isParameterValue(value: unknown): value is ParameterValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
}
