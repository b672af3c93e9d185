/** @file Convolutions of pictures [batch, channels, height, width], and of steps [batch, steps, channels]. */
import type { Pair } from '../sliding'
import type { Signature } from './signature'

/** How a kernel slides over a picture; pairs are [height, width]. */
export interface PictureWindow {
  readonly strides: Pair
  readonly dilations: Pair
  /** Zeros around the picture, [before, after] along the height and along the width; `after` below 0 leaves an end unseen. */
  readonly margins: readonly [height: Pair, width: Pair]
  /** Channels are cut into so many groups, and so are filters; a filter sees the channels of its group. */
  readonly groups: number
}

/** How a kernel slides along steps. */
export interface StepWindow {
  readonly stride: number
  readonly dilation: number
  /** Zeros before and after; `after` below 0 leaves an end unseen. */
  readonly margin: Pair
}

export interface ConvolutionSignatures {
  /** (x [b, c, h, w], kernel [o, c/groups, i, j]) → [b, o, h', w']. A correlation: the kernel is not flipped. */
  conv2d: Signature<2, PictureWindow>
  /** (x, kernel, bias [o]) → conv2d(x, kernel) + bias a filter. Made by a pass, when gradients are there already. */
  conv2dBias: Signature<3, PictureWindow>
  /** (d [b, o, h', w'], kernel) → [b, c, ...size]: the transpose of `conv2d` by its picture, whose height and width `size` is. */
  conv2dInputGrad: Signature<2, PictureWindow & { readonly size: Pair }>
  /** (x, d) → [o, c/groups, ...size]: the transpose of `conv2d` by its kernel. */
  conv2dFilterGrad: Signature<2, PictureWindow & { readonly size: Pair }>
  /** (x [b, t, c], kernel [k, c, o]) → [b, t', o]. */
  conv1d: Signature<2, StepWindow>
  /** (x, kernel, bias [o]) → conv1d(x, kernel) + bias. Made by a pass, when gradients are there already. */
  conv1dBias: Signature<3, StepWindow>
  /** (d [b, t', o], kernel) → [b, size, c]. */
  conv1dInputGrad: Signature<2, StepWindow & { readonly size: number }>
  /** (x, d) → [size, c, o]. */
  conv1dFilterGrad: Signature<2, StepWindow & { readonly size: number }>
}
