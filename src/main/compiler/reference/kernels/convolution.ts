/** @file Convolutions of pictures [batch, channels, height, width], and of steps. */
import type { ConvolutionSignatures } from '../../ops/signature/convolution'
import type { KernelsOf } from './kernel'

export const convolutionKernels: KernelsOf<ConvolutionSignatures> = {}
