/** @file Convolutions of pictures [batch, channels, height, width], and of steps. */
import type { OpsOf } from './op'
import type { ConvolutionSignatures } from './signature/convolution'

export const convolutionOps: OpsOf<ConvolutionSignatures> = {}
