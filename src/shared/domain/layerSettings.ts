/** @file The settings of every kind of layer. */
import { ACTIVATIONS, type DesignLayer, INITIALIZERS } from './modelSpec'
import type { Setting } from './setting'

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

const INITIAL_SCALE = {
  name: 'initialScale',
  kind: 'float',
  range: { low: 0, high: 10 },
  defaultDomain: { kind: 'float', low: 0.01, high: 1, scale: 'log' },
  usedWith: { parent: 'initializer', values: ['normal', 'truncatedNormal', 'uniform', 'constant'] },
} as const satisfies Setting

const PENALTY = {
  kind: 'float',
  range: { low: 0, high: 1 },
  defaultDomain: { kind: 'float', low: 1e-6, high: 1e-2, scale: 'log' },
} as const

const L1 = { name: 'l1', ...PENALTY, usual: 0 } as const satisfies Setting
const L2 = { name: 'l2', ...PENALTY } as const satisfies Setting

const MAX_NORM = {
  name: 'maxNorm',
  kind: 'float',
  range: { low: 0, high: 100 },
  defaultDomain: { kind: 'float', low: 1, high: 5, scale: 'linear' },
  usual: 0,
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

const AFFINE = [USE_BIAS, INITIALIZER, INITIAL_SCALE, L2, L1, MAX_NORM] as const

export const LAYER_SETTINGS: LayerSettings = {
  dense: [UNITS, ACTIVATION, ...AFFINE],
  dropout: [RATE],
  activation: [ACTIVATION],
  output: AFFINE,
  repeat: [TIMES],
}
