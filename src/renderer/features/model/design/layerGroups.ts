import type { LayerKind } from './layerTree'

/** All kinds of layers as they are offered. */
export const LAYER_GROUPS = {
  basic: ['dense', 'activation', 'leakyRelu', 'prelu', 'repeat', 'input', 'output'],
  convolution: [
    'conv1d',
    'conv2d',
    'depthwiseConv2d',
    'separableConv1d',
    'separableConv2d',
    'conv2dTranspose',
  ],
  pooling: [
    'maxPool1d',
    'maxPool2d',
    'averagePool1d',
    'averagePool2d',
    'globalMaxPool',
    'globalAveragePool',
    'upSample1d',
    'upSample2d',
  ],
  shape: [
    'flatten',
    'reshape',
    'permute',
    'repeatVector',
    'cropping1d',
    'cropping2d',
    'zeroPadding1d',
    'zeroPadding2d',
  ],
  sequence: ['embedding', 'masking', 'simpleRnn', 'gru', 'lstm'],
  regular: ['dropout', 'spatialDropout', 'gaussianNoise', 'batchNorm', 'layerNorm', 'groupNorm'],
  attention: ['multiHeadAttention', 'transformerBlock', 'positionalEncoding'],
  merge: ['add', 'multiply', 'concatenate'],
} as const satisfies Record<string, readonly LayerKind[]>

export type LayerGroup = keyof typeof LAYER_GROUPS

export const GROUP_NAMES = Object.keys(LAYER_GROUPS) as readonly LayerGroup[]

export function groupOf(kind: LayerKind): LayerGroup {
  const found = GROUP_NAMES.find((name) => LAYER_GROUPS[name].some((other) => other === kind))
  return found ?? 'basic'
}
