/** @file Ops that shrink or stretch pictures [batch, channels, height, width] and steps [batch, steps, channels]. */
import type { Pair } from '../sliding'
import type { Signature } from './signature'

/** Pairs are [height, width]. The margins, [before, after] along each, are nothing that counts: no zeros. */
export interface PicturePool {
  readonly size: Pair
  readonly strides: Pair
  readonly margins: readonly [height: Pair, width: Pair]
}

export interface StepPool {
  readonly size: number
  readonly stride: number
  readonly margin: Pair
}

export type Interpolation = 'nearest' | 'bilinear'

export interface Stretch {
  /** How many times as high and as wide. */
  readonly factors: Pair
  /** `bilinear` looks from the middle of each element, and goes on with the last one at the border. */
  readonly interpolation: Interpolation
}

export interface PoolingSignatures {
  /** (x [b, c, h, w]) → [b, c, h', w'], the largest of every window. */
  maxPool2d: Signature<1, PicturePool>
  /**
   * (x, y = maxPool2d(x), d) → d handed to the elements that are the largest of their window. Equal ones share it, or the
   * first one takes it: what a back end finds faster.
   */
  maxPool2dGrad: Signature<3, PicturePool>
  /** (x) → the mean of what lies in every window. */
  averagePool2d: Signature<1, PicturePool>
  /** (d) → [b, c, ...height and width of `picture`]: the transpose of `averagePool2d`. */
  averagePool2dGrad: Signature<1, PicturePool & { readonly picture: Pair }>
  /** (x [b, t, c]) → [b, t', c]; the rest as for pictures. */
  maxPool1d: Signature<1, StepPool>
  maxPool1dGrad: Signature<3, StepPool>
  averagePool1d: Signature<1, StepPool>
  averagePool1dGrad: Signature<1, StepPool & { readonly steps: number }>
  /** (x [b, c, h, w]) → a larger picture. */
  upsample2d: Signature<1, Stretch>
  /** (d) → a picture as small as the one that was stretched: the transpose of `upsample2d`. */
  upsample2dGrad: Signature<1, Stretch>
}
