/** @file Convolutions of pictures [batch, channels, height, width], and of steps, in ONNX. */
import type { ConvolutionSignatures } from '../../../ops/signature/convolution'
import type { EmittersOf } from './emit'
import { conv2dFilterGrad } from './filterGradient'
import { convolve } from './pictureConvolution'
import { conv1d, conv1dBias, conv1dFilterGrad, conv1dInputGrad } from './stepConvolution'
import { transposeConvolution } from './transposedConvolution'

export const convolutionEmitters: EmittersOf<ConvolutionSignatures> = {
  conv2d: convolve,
  conv2dBias: convolve,
  conv2dInputGrad: transposeConvolution,
  conv2dFilterGrad,
  conv1d,
  conv1dBias,
  conv1dInputGrad,
  conv1dFilterGrad,
}
