/** @file Layers that only rearrange numbers. */
import * as v from 'valibot'
import { LAYER_BASE, Units, whole } from './weights'

export const FlattenLayer = v.strictObject({ kind: v.literal('flatten'), ...LAYER_BASE })

/** Sizes of the axes but the batch; one of them may be -1, which takes what is left. */
export const TargetShape = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 24), v.notValue(0))),
  v.minLength(1),
  v.maxLength(4),
  v.check((shape) => shape.filter((size) => size === -1).length <= 1, 'one axis at most may be -1'),
)
export const ReshapeLayer = v.strictObject({ kind: v.literal('reshape'), ...LAYER_BASE, shape: TargetShape })

/** `order[i]` is the axis, counted from 1 and without the batch, that becomes axis i + 1. */
export const PermuteLayer = v.strictObject({
  kind: v.literal('permute'),
  ...LAYER_BASE,
  order: v.pipe(
    v.array(whole(1, 4)),
    v.minLength(1),
    v.maxLength(4),
    v.check(
      (order) => order.every((_, index) => order.includes(index + 1)),
      'every axis has to be there once',
    ),
  ),
})

/** [features] → [count, features]. */
export const RepeatVectorLayer = v.strictObject({
  kind: v.literal('repeatVector'),
  ...LAYER_BASE,
  count: Units,
})

const Margin = whole(0, 4096)
const STEP_MARGINS = { before: Margin, after: Margin }
const PICTURE_MARGINS = { top: Margin, bottom: Margin, left: Margin, right: Margin }

export const Cropping1dLayer = v.strictObject({
  kind: v.literal('cropping1d'),
  ...LAYER_BASE,
  ...STEP_MARGINS,
})
export const Cropping2dLayer = v.strictObject({
  kind: v.literal('cropping2d'),
  ...LAYER_BASE,
  ...PICTURE_MARGINS,
})
export const ZeroPadding1dLayer = v.strictObject({
  kind: v.literal('zeroPadding1d'),
  ...LAYER_BASE,
  ...STEP_MARGINS,
})
export const ZeroPadding2dLayer = v.strictObject({
  kind: v.literal('zeroPadding2d'),
  ...LAYER_BASE,
  ...PICTURE_MARGINS,
})
