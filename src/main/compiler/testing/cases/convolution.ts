/** @file Convolutions of pictures [batch, channels, height, width], and of steps. */
import type { ConvolutionSignatures } from '../../ops/signature/convolution'
import type { CasesOf } from './opCase'

export const convolutionCases: CasesOf<ConvolutionSignatures> = {}
