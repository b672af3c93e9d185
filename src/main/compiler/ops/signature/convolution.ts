/** @file Convolutions of pictures [batch, channels, height, width], and of steps. */

export type ConvolutionSignatures = Readonly<Record<never, never>>
