/** @file Convolutions of pictures [batch, channels, height, width], and of steps. */
import type { ConvolutionSignatures } from '../../../ops/signature/convolution'
import type { EmittersOf } from './emit'

export const convolutionEmitters: EmittersOf<ConvolutionSignatures> = {}
