/** @file Small models that together have every layer, for tests that walk over all of them. */
import type { InputSpec } from '../../src/shared/domain/modelInput'
import type { LayerSpec } from '../../src/shared/domain/modelSpec'
import { newLayer } from '../../src/shared/domain/newLayer'
import type { Output, Task } from '../../src/shared/domain/task'

export interface GalleryModel {
  readonly layers: readonly LayerSpec[]
  readonly inputs: readonly InputSpec[]
  readonly output: Output
  readonly task: Task
}

const input = (kind: InputSpec['kind'], shape: readonly number[], name = 'x'): InputSpec => ({
  ...{ name, kind, shape: [...shape] },
  vocabulary: kind === 'tokens' ? 9 : 0,
})
const TABLE = input('table', [5])
const PICTURE = input('image', [7, 8, 2])
const STEPS = input('sequence', [6, 3])
const TOKENS = input('tokens', [6])

const OUTPUTS: Readonly<Record<Task, Output>> = {
  binary: { kind: 'classes', labels: ['no', 'yes'] },
  multiclass: { kind: 'classes', labels: ['a', 'b', 'c'] },
  regression: { kind: 'number' },
}

function model(
  task: Task,
  inputs: InputSpec | readonly InputSpec[],
  ...layers: readonly LayerSpec[]
): GalleryModel {
  const all = [inputs].flat() as readonly InputSpec[]
  return { layers: [...layers, newLayer('output', 'output')], inputs: all, output: OUTPUTS[task], task }
}

const dense = (id: string, values: Partial<Parameters<typeof newLayer<'dense'>>[2]> = {}) =>
  newLayer('dense', id, { units: 4, activation: 'tanh', initializer: 'glorotUniform', ...values })

/** Few numbers a layer, so that all of them together train in moments. */
const DEEP = { activation: 'tanh', initializer: 'glorotUniform' } as const
const SMALL = { filters: 3, ...DEEP } as const
const CELL = { units: 3 } as const

export const MODEL_GALLERY = {
  dense: model(
    'multiclass',
    TABLE,
    dense('first', { units: 6, activation: 'relu', l2: 0.01, l1: 0.002 }),
    newLayer('activation', 'bend', { activation: 'elu' }),
    newLayer('leakyRelu', 'leak'),
    dense('second', { activation: 'selu', useBias: false }),
    newLayer('prelu', 'learnt'),
    newLayer('dropout', 'drop', { rate: 0 }),
    newLayer('gaussianNoise', 'noise', { deviation: 0 }),
  ),
  'smooth activations': model(
    'regression',
    TABLE,
    dense('first', { activation: 'gelu' }),
    dense('second', { activation: 'silu' }),
    dense('third', { activation: 'softplus' }),
    dense('fourth', { activation: 'sigmoid' }),
    newLayer('activation', 'shares', { activation: 'softmax' }),
  ),
  'leaky dense': model('binary', TABLE, dense('leak', { activation: 'leakyRelu' })),
  'short weights': model(
    'multiclass',
    TABLE,
    dense('first', { maxNorm: 0.9 }),
    dense('second', { maxNorm: 0.5 }),
  ),
  'batch norm': model(
    'binary',
    TABLE,
    dense('first'),
    newLayer('batchNorm', 'norm', { momentum: 0.9 }),
    dense('second'),
    newLayer('layerNorm', 'layerNorm'),
  ),
  pictures: model(
    'multiclass',
    PICTURE,
    newLayer('conv2d', 'first', SMALL),
    newLayer('maxPool2d', 'most'),
    newLayer('batchNorm', 'norm', { momentum: 0.9 }),
    newLayer('conv2d', 'second', { ...SMALL, padding: 'valid', kernelSize: 2, strideWidth: 2, l2: 0.01 }),
    newLayer('averagePool2d', 'mean', { poolSize: 2, strides: 1 }),
    newLayer('flatten', 'flat'),
  ),
  'separable pictures': model(
    'binary',
    PICTURE,
    newLayer('depthwiseConv2d', 'depth', { ...DEEP, depthMultiplier: 2 }),
    newLayer('separableConv2d', 'separable', { ...SMALL, kernelWidth: 2 }),
    newLayer('globalAveragePool', 'mean'),
  ),
  'grouped pictures': model(
    'binary',
    PICTURE,
    newLayer('conv2d', 'groups', { ...SMALL, filters: 4, groups: 2, dilation: 2 }),
    newLayer('groupNorm', 'norm', { groups: 2 }),
    newLayer('prelu', 'learnt', { isShared: false }),
    newLayer('spatialDropout', 'drop', { rate: 0 }),
    newLayer('globalMaxPool', 'most'),
  ),
  'larger pictures': model(
    'regression',
    TABLE,
    dense('first', { units: 12 }),
    newLayer('reshape', 'picture', { shape: [2, 2, 3] }),
    newLayer('conv2dTranspose', 'wider', SMALL),
    newLayer('zeroPadding2d', 'margin', { top: 1, bottom: 0, left: 2, right: 1 }),
    newLayer('cropping2d', 'cut', { top: 1, bottom: 0, left: 1, right: 1 }),
    newLayer('globalMaxPool', 'most'),
  ),
  'smooth pictures': model(
    'regression',
    PICTURE,
    newLayer('upSample2d', 'twice', { interpolation: 'bilinear' }),
    newLayer('conv2d', 'seen', { ...SMALL, strides: 3 }),
    newLayer('upSample2d', 'again'),
    newLayer('averagePool2d', 'near', { padding: 'same', poolWidth: 3, strides: 2 }),
    newLayer('globalAveragePool', 'mean'),
  ),
  steps: model(
    'binary',
    STEPS,
    newLayer('conv1d', 'first', SMALL),
    newLayer('maxPool1d', 'most'),
    newLayer('conv1d', 'second', { ...SMALL, kernelSize: 2, activation: 'relu' }),
    newLayer('averagePool1d', 'mean', { poolSize: 2, strides: 1 }),
    newLayer('globalAveragePool', 'all'),
  ),
  'shaped steps': model(
    'regression',
    STEPS,
    newLayer('separableConv1d', 'separable', { ...SMALL, depthMultiplier: 2 }),
    newLayer('conv1d', 'causal', { ...SMALL, filters: 4, groups: 1, padding: 'causal', dilation: 2 }),
    newLayer('upSample1d', 'twice'),
    newLayer('zeroPadding1d', 'margin', { before: 2, after: 1 }),
    newLayer('cropping1d', 'cut', { before: 1, after: 3 }),
    newLayer('spatialDropout', 'drop', { rate: 0 }),
    newLayer('globalMaxPool', 'most'),
  ),
  rearranged: model(
    'multiclass',
    TABLE,
    newLayer('repeatVector', 'copies', { count: 3 }),
    newLayer('permute', 'swapped', { order: [2, 1] }),
    dense('each', { units: 2 }),
    newLayer('flatten', 'flat'),
  ),
  'rearranged numbers': model(
    'regression',
    STEPS,
    newLayer('permute', 'swapped', { order: [2, 1] }),
    newLayer('reshape', 'wider', { shape: [2, 9] }),
    newLayer('flatten', 'flat'),
    dense('last'),
  ),
  text: model(
    'binary',
    TOKENS,
    newLayer('embedding', 'words', { units: 4 }),
    newLayer('conv1d', 'seen', SMALL),
    newLayer('globalMaxPool', 'most'),
  ),
  'masked text': model(
    'binary',
    TOKENS,
    newLayer('embedding', 'words', { units: 3, maskZero: true }),
    newLayer('lstm', 'read', CELL),
  ),
  'simple recurrence': model(
    'regression',
    STEPS,
    newLayer('simpleRnn', 'first', { ...CELL, returnSequences: true }),
    newLayer('simpleRnn', 'second', { ...CELL, direction: 'backward' }),
  ),
  gates: model(
    'multiclass',
    STEPS,
    newLayer('masking', 'known', { value: 0 }),
    newLayer('gru', 'first', { ...CELL, returnSequences: true, resetAfter: false }),
    newLayer('gru', 'second', { ...CELL, resetAfter: false }),
  ),
  'gates behind': model('multiclass', STEPS, newLayer('gru', 'read', { ...CELL, l2: 0.01 })),
  'long memory': model(
    'regression',
    STEPS,
    newLayer('lstm', 'first', { ...CELL, returnSequences: true, unitForgetBias: false }),
    newLayer('lstm', 'second', CELL),
  ),
  'both directions': model(
    'binary',
    STEPS,
    newLayer('lstm', 'first', { ...CELL, direction: 'both', returnSequences: true }),
    newLayer('simpleRnn', 'second', { ...CELL, direction: 'both', merge: 'average' }),
  ),
  residual: model(
    'multiclass',
    TABLE,
    dense('first'),
    dense('second'),
    newLayer('add', 'sum', { inputs: ['first', 'second'] }),
    newLayer('multiply', 'product', { inputs: ['sum', 'first'] }),
    newLayer('concatenate', 'side', { inputs: ['product', 'second'] }),
  ),
  'several inputs': model(
    'regression',
    [input('table', [4], 'numbers'), input('sequence', [5, 2], 'steps'), input('tokens', [5], 'words')],
    newLayer('input', 'numbers', { source: 'numbers' }),
    newLayer('input', 'steps', { source: 'steps' }),
    newLayer('input', 'words', { source: 'words' }),
    dense('first', { inputs: ['numbers'] }),
    newLayer('simpleRnn', 'second', { ...CELL, inputs: ['steps'] }),
    newLayer('embedding', 'vectors', { units: 3, inputs: ['words'] }),
    newLayer('globalAveragePool', 'mean'),
    newLayer('concatenate', 'all', { inputs: ['first', 'second', 'mean'] }),
  ),
  attention: model(
    'binary',
    STEPS,
    newLayer('positionalEncoding', 'places'),
    newLayer('multiHeadAttention', 'look', { heads: 2, keyUnits: 2, isCausal: true }),
    newLayer('globalAveragePool', 'mean'),
  ),
  'looking around': model(
    'regression',
    STEPS,
    newLayer('input', 'steps', { source: 'x' }),
    newLayer('conv1d', 'seen', { ...SMALL, inputs: ['steps'] }),
    newLayer('multiHeadAttention', 'look', { heads: 2, keyUnits: 2, inputs: ['seen', 'steps'] }),
    newLayer('multiHeadAttention', 'self', { heads: 1, keyUnits: 3, isCausal: true, useBias: false }),
    newLayer('globalMaxPool', 'most'),
  ),
  transformer: model(
    'multiclass',
    STEPS,
    newLayer('transformerBlock', 'first', { heads: 2, keyUnits: 2, feedForwardUnits: 5 }),
    newLayer('transformerBlock', 'second', {
      ...{ heads: 1, keyUnits: 3, feedForwardUnits: 4, normFirst: false, activation: 'gelu' },
    }),
    newLayer('globalAveragePool', 'mean'),
  ),
  positions: model(
    'regression',
    STEPS,
    newLayer('positionalEncoding', 'places', { method: 'learnt' }),
    newLayer('globalMaxPool', 'most'),
  ),
} as const satisfies Record<string, GalleryModel>

export type GalleryName = keyof typeof MODEL_GALLERY

export const GALLERY: readonly (readonly [GalleryName, GalleryModel])[] = Object.entries(
  MODEL_GALLERY,
) as never
