import type { LayerKind } from './layerTree'

/** What a layer reads: a picture is [height, width, channels], steps are [steps, channels]. */
export type Wants = 'anything' | 'features' | 'steps' | 'picture' | 'stepsOrPicture' | 'tokens'

const WANTS: Partial<Record<LayerKind, Wants>> = {
  conv1d: 'steps',
  separableConv1d: 'steps',
  conv2d: 'picture',
  depthwiseConv2d: 'picture',
  separableConv2d: 'picture',
  conv2dTranspose: 'picture',
  maxPool1d: 'steps',
  averagePool1d: 'steps',
  upSample1d: 'steps',
  maxPool2d: 'picture',
  averagePool2d: 'picture',
  upSample2d: 'picture',
  globalMaxPool: 'stepsOrPicture',
  globalAveragePool: 'stepsOrPicture',
  repeatVector: 'features',
  cropping1d: 'steps',
  zeroPadding1d: 'steps',
  cropping2d: 'picture',
  zeroPadding2d: 'picture',
  embedding: 'tokens',
  masking: 'steps',
  simpleRnn: 'steps',
  gru: 'steps',
  lstm: 'steps',
  spatialDropout: 'stepsOrPicture',
  multiHeadAttention: 'steps',
  transformerBlock: 'steps',
  positionalEncoding: 'steps',
}

export function wantsOf(kind: LayerKind): Wants {
  return WANTS[kind] ?? 'anything'
}

const AXES: Record<Wants, readonly number[]> = {
  anything: [1, 2, 3],
  features: [1],
  steps: [2],
  picture: [3],
  stepsOrPicture: [2, 3],
  tokens: [1],
}

/** Whether a layer can read numbers in this many axes, the batch not counted; yes while that is unknown. */
export function fitsAxes(kind: LayerKind, axes: number | undefined, isTokens: boolean): boolean {
  const wants = wantsOf(kind)
  if (axes === undefined) return true
  if (isTokens || wants === 'tokens') return isTokens && wants === 'tokens'
  return AXES[wants].includes(axes)
}
