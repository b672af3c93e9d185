/** @file A trained network that a model begins with: what is known of it without its weights, which lie in a file of their own. */
import * as v from 'valibot'
import { between, LAYER_BASE, whole } from './weights'

/**
 * What a network expects of the numbers of a picture, which the data has from 0 to 1:
 * - `none`: as they are
 * - `symmetric`: from −1 to 1 (MobileNet, Inception, Xception, EfficientNet V2)
 * - `bytes`: from 0 to 255 (EfficientNet of Keras, MobileNet V3, which scale inside)
 * - `imagenet`: less the mean of ImageNet's colours, by their deviation (PyTorch's networks)
 */
export const SCALINGS = ['none', 'symmetric', 'bytes', 'imagenet'] as const
export const Scaling = v.picklist(SCALINGS)
export type Scaling = v.InferOutput<typeof Scaling>

/** Of a file, in hexadecimal. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** Far more than the largest network that is worth training on one machine. */
export const MOST_BACKBONE_LAYERS = 1000

/** What a backbone is besides its layers. */
export const BACKBONE = {
  kind: v.literal('backbone'),
  ...LAYER_BASE,
  /** As it was called when it was imported; for people. */
  name: v.pipe(v.string(), v.maxLength(120)),
  /** Names the file of its weights. */
  weights: Sha256,
  /** What it was trained on: sizes of the axes but the batch, channels last. */
  inputShape: v.pipe(v.array(whole(1, 65536)), v.minLength(1), v.maxLength(3)),
  /** Numbers in all of its weights, for an input of that shape. */
  weightCount: whole(0, 2_000_000_000),
  scaling: v.optional(Scaling, 'none'),
  /** So many of its last layers are trained; 0 for none: it is frozen. */
  unfreeze: v.optional(whole(0, MOST_BACKBONE_LAYERS), 0),
  /** Learning rate of its trained layers, as a share of that of the other layers. */
  rateShare: v.optional(between(0, 1), 0.1),
  /** Batch normalisation goes on with the statistics it was trained with, also where its layer is trained. */
  keepsStatistics: v.optional(v.boolean(), true),
}
