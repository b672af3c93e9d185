/** @file Layers that slide a window of weights over steps or pictures. */
import * as v from 'valibot'
import { ActivationName, KERNEL, LAYER_BASE, Units, whole } from './weights'

export const PADDINGS = ['valid', 'same'] as const
export const SEQUENCE_PADDINGS = ['valid', 'same', 'causal'] as const

const Size = whole(1, 64)
/** 0: as the height. */
const Width = v.optional(whole(0, 64), 0)
const Padding = v.picklist(PADDINGS)

const SEQUENCE_WINDOW = {
  kernelSize: Size,
  strides: v.optional(Size, 1),
  /** `causal` looks at this step and those before it. */
  padding: v.picklist(SEQUENCE_PADDINGS),
  dilation: v.optional(Size, 1),
}

const PICTURE_WINDOW = {
  /** Height, and the width unless it has its own. */
  kernelSize: Size,
  kernelWidth: Width,
  strides: v.optional(Size, 1),
  strideWidth: Width,
  padding: Padding,
}
const Dilation = v.optional(Size, 1)

/** Channels are cut into so many groups, which do not see each other. */
const Groups = v.optional(Units, 1)

/** [steps, channels] → [steps, filters]. */
export const Conv1dLayer = v.strictObject({
  kind: v.literal('conv1d'),
  ...LAYER_BASE,
  filters: Units,
  ...SEQUENCE_WINDOW,
  groups: Groups,
  activation: ActivationName,
  ...KERNEL,
})

/** [height, width, channels] → [height, width, filters]. */
export const Conv2dLayer = v.strictObject({
  kind: v.literal('conv2d'),
  ...LAYER_BASE,
  filters: Units,
  ...PICTURE_WINDOW,
  dilation: Dilation,
  groups: Groups,
  activation: ActivationName,
  ...KERNEL,
})

const DepthMultiplier = v.optional(whole(1, 64), 1)

/** Every channel with a window of its own. */
export const DepthwiseConv2dLayer = v.strictObject({
  kind: v.literal('depthwiseConv2d'),
  ...LAYER_BASE,
  /** Windows, and so outputs, a channel. */
  depthMultiplier: DepthMultiplier,
  ...PICTURE_WINDOW,
  dilation: Dilation,
  activation: ActivationName,
  ...KERNEL,
})

/** A depthwise convolution, then one of size 1 across channels (Chollet 2017). */
export const SeparableConv1dLayer = v.strictObject({
  kind: v.literal('separableConv1d'),
  ...LAYER_BASE,
  filters: Units,
  depthMultiplier: DepthMultiplier,
  ...SEQUENCE_WINDOW,
  activation: ActivationName,
  ...KERNEL,
})

export const SeparableConv2dLayer = v.strictObject({
  kind: v.literal('separableConv2d'),
  ...LAYER_BASE,
  filters: Units,
  depthMultiplier: DepthMultiplier,
  ...PICTURE_WINDOW,
  dilation: Dilation,
  activation: ActivationName,
  ...KERNEL,
})

/** The transpose of a convolution: what makes pictures larger. */
export const Conv2dTransposeLayer = v.strictObject({
  kind: v.literal('conv2dTranspose'),
  ...LAYER_BASE,
  filters: Units,
  ...PICTURE_WINDOW,
  activation: ActivationName,
  ...KERNEL,
})
