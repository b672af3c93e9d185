/** @file The settings of every kind of layer. */
import {
  ACTIVATIONS,
  DIRECTION_MERGES,
  DIRECTIONS,
  ENCODINGS,
  INITIALIZERS,
  INTERPOLATIONS,
  MOST_BACKBONE_LAYERS,
  PADDINGS,
  SCALINGS,
  SEQUENCE_PADDINGS,
} from './layers'
import type { DesignLayer } from './modelSpec'
import type { Setting } from './setting'
import { MOST_INNER, SKIPS } from './modelSpec'
import { choice, doubling, even, float, integer, linear, log, values } from './settingMakers'

/** What of a layer is no setting: its name, its place, and what is no single value. */
type NoSetting =
  | ('kind' | 'id' | 'inputs' | 'source' | 'layers' | 'settings' | 'shape' | 'order')
  | ('name' | 'weights' | 'inputShape' | 'weightCount')

/** The names of what a user sets on a layer. */
type SettingName<Holder> = Exclude<keyof Holder, NoSetting> & string

type LayerSettings = {
  readonly [Kind in DesignLayer['kind']]: readonly Setting<
    SettingName<Extract<DesignLayer, { kind: Kind }>>
  >[]
}

const MANY = [1, 16384] as const
const UNITS = integer('units', MANY, doubling(16, 256))
const FILTERS = integer('filters', MANY, doubling(8, 128))
const ACTIVATION = choice('activation', ACTIVATIONS, { search: ['relu', 'tanh', 'gelu'] })
const RATE = float('rate', [0, 0.95], linear(0, 0.5))
const PENALTY = [[0, 1], log(1e-6, 1e-2)] as const
const L2 = float('l2', ...PENALTY)

const INITIALIZER = [
  choice('initializer', INITIALIZERS, { search: ['heNormal', 'glorotUniform'] }),
  float('initialScale', [0, 10], log(0.01, 1), {
    usedWith: { parent: 'initializer', values: ['normal', 'truncatedNormal', 'uniform', 'constant'] },
  }),
] as const

const KERNEL = [
  choice('useBias', [true, false]),
  ...INITIALIZER,
  L2,
  float('l1', ...PENALTY, { usual: 0 }),
  float('maxNorm', [0, 100], linear(1, 5), { usual: 0 }),
] as const

const SIZE = [1, 64] as const
const OWN_SIZE = [0, 64] as const
const KERNEL_SIZE = integer('kernelSize', SIZE, values(3, 5, 7))
const STRIDES = integer('strides', SIZE, values(1, 2), { usual: 1 })
const DILATION = integer('dilation', SIZE, values(1, 2, 4), { usual: 1 })
const GROUPS = integer('groups', MANY, values(1, 2, 4), { usual: 1 })
const DEPTH = integer('depthMultiplier', SIZE, values(1, 2), { usual: 1 })
const PADDING = choice('padding', PADDINGS)
const SEQUENCE_WINDOW = [
  KERNEL_SIZE,
  choice('padding', SEQUENCE_PADDINGS, { search: PADDINGS }),
  STRIDES,
  DILATION,
] as const
const PICTURE_WINDOW = [
  KERNEL_SIZE,
  PADDING,
  STRIDES,
  integer('kernelWidth', OWN_SIZE, values(1, 3, 5), { usual: 0 }),
  integer('strideWidth', OWN_SIZE, values(1, 2), { usual: 0 }),
] as const

const POOL = [
  integer('poolSize', SIZE, values(2, 3)),
  choice('padding', PADDINGS, { usual: 'valid' }),
  integer('strides', OWN_SIZE, values(1, 2), { usual: 0 }),
] as const
const PICTURE_POOL = [...POOL, integer('poolWidth', OWN_SIZE, values(2, 3), { usual: 0 })] as const

const MARGIN = [[0, 4096], even(0, 4)] as const
const STEP_MARGINS = [integer('before', ...MARGIN), integer('after', ...MARGIN)] as const
const PICTURE_MARGINS = [
  integer('top', ...MARGIN),
  integer('bottom', ...MARGIN),
  integer('left', ...MARGIN),
  integer('right', ...MARGIN),
] as const

const GATE_ACTIVATION = choice('recurrentActivation', ACTIVATIONS, {
  search: ['sigmoid', 'tanh'],
  usual: 'sigmoid',
})
const RECURRENT = [
  UNITS,
  ACTIVATION,
  choice('returnSequences', [true, false]),
  choice('direction', DIRECTIONS, { search: ['forward', 'both'] }),
  choice('merge', DIRECTION_MERGES, { usedWith: { parent: 'direction', values: ['both'] } }),
  RATE,
  float('recurrentRate', [0, 0.95], linear(0, 0.5), { usual: 0 }),
  ...KERNEL,
  choice('recurrentInitializer', INITIALIZERS, {
    search: ['orthogonal', 'glorotUniform'],
    usual: 'orthogonal',
  }),
] as const

const NORMALIZATION = [
  float('epsilon', [1e-9, 1], log(1e-6, 1e-2), { usual: 0.001 }),
  choice('scale', [true, false], { usual: true }),
  choice('center', [true, false], { usual: true }),
] as const

const HEADS = [
  integer('heads', SIZE, values(1, 2, 4, 8)),
  integer('keyUnits', MANY, doubling(8, 64)),
  RATE,
  choice('isCausal', [true, false], { usual: false }),
  choice('initializer', INITIALIZERS, { search: ['glorotUniform', 'heNormal'], usual: 'glorotUniform' }),
] as const

export const LAYER_SETTINGS: LayerSettings = {
  input: [],
  dense: [UNITS, ACTIVATION, ...KERNEL],
  output: KERNEL,
  activation: [ACTIVATION],
  leakyRelu: [float('slope', [0, 1], linear(0.01, 0.3))],
  prelu: [choice('isShared', [true, false])],
  conv1d: [FILTERS, ...SEQUENCE_WINDOW, GROUPS, ACTIVATION, ...KERNEL],
  conv2d: [FILTERS, ...PICTURE_WINDOW, DILATION, GROUPS, ACTIVATION, ...KERNEL],
  depthwiseConv2d: [...PICTURE_WINDOW, DILATION, DEPTH, ACTIVATION, ...KERNEL],
  separableConv1d: [FILTERS, ...SEQUENCE_WINDOW, DEPTH, ACTIVATION, ...KERNEL],
  separableConv2d: [FILTERS, ...PICTURE_WINDOW, DILATION, DEPTH, ACTIVATION, ...KERNEL],
  conv2dTranspose: [FILTERS, ...PICTURE_WINDOW, ACTIVATION, ...KERNEL],
  maxPool1d: POOL,
  maxPool2d: PICTURE_POOL,
  averagePool1d: POOL,
  averagePool2d: PICTURE_POOL,
  globalMaxPool: [],
  globalAveragePool: [],
  upSample1d: [integer('size', SIZE, values(2, 3))],
  upSample2d: [
    integer('size', SIZE, values(2, 3)),
    choice('interpolation', INTERPOLATIONS, { usual: 'nearest' }),
  ],
  flatten: [],
  reshape: [],
  permute: [],
  repeatVector: [integer('count', MANY, doubling(2, 64))],
  cropping1d: STEP_MARGINS,
  cropping2d: PICTURE_MARGINS,
  zeroPadding1d: STEP_MARGINS,
  zeroPadding2d: PICTURE_MARGINS,
  embedding: [
    UNITS,
    integer('vocabulary', [0, 4_000_000], doubling(1000, 20_000), { usual: 0 }),
    choice('maskZero', [true, false]),
    ...INITIALIZER,
    L2,
  ],
  masking: [float('value', [-1e6, 1e6], values(0, -1))],
  simpleRnn: RECURRENT,
  gru: [...RECURRENT, GATE_ACTIVATION, choice('resetAfter', [true, false], { usual: true })],
  lstm: [...RECURRENT, GATE_ACTIVATION, choice('unitForgetBias', [true, false], { usual: true })],
  dropout: [RATE],
  spatialDropout: [RATE],
  gaussianNoise: [float('deviation', [0, 10], linear(0, 0.5))],
  batchNorm: [float('momentum', [0, 0.9999], values(0.9, 0.99)), ...NORMALIZATION],
  layerNorm: NORMALIZATION,
  groupNorm: [integer('groups', MANY, values(1, 2, 4, 8)), ...NORMALIZATION],
  multiHeadAttention: [...HEADS, choice('useBias', [true, false], { usual: true })],
  transformerBlock: [
    ...HEADS,
    integer('feedForwardUnits', MANY, doubling(32, 512)),
    ACTIVATION,
    choice('normFirst', [true, false], { usual: true }),
  ],
  positionalEncoding: [choice('method', ENCODINGS)],
  add: [],
  multiply: [],
  concatenate: [],
  repeat: [
    integer('times', [0, MOST_INNER], even(1, 3)),
    choice('takes', ['all', 'one'], { isFixed: true }),
    integer('pick', [0, MOST_INNER], values(1, 2), { usedWith: { parent: 'takes', values: ['one'] } }),
    choice('skip', SKIPS, { usual: 'none' }),
  ],
  backbone: [
    integer('unfreeze', [0, MOST_BACKBONE_LAYERS], values(0, 6, 12)),
    float('rateShare', [0, 1], log(0.01, 1)),
    choice('scaling', SCALINGS, { search: ['none', 'symmetric'] }),
    choice('keepsStatistics', [true, false], { usual: true }),
  ],
}
