/** @file Layers that make steps or pictures smaller or larger, without weights. */
import * as v from 'valibot'
import { PADDINGS } from './convolution'
import { LAYER_BASE, whole } from './weights'

const Size = whole(1, 64)
const Window = {
  poolSize: Size,
  /** 0: as the pool. */
  strides: v.optional(whole(0, 64), 0),
  padding: v.optional(v.picklist(PADDINGS), 'valid'),
}
const PictureWindow = {
  ...Window,
  /** 0: as the height. */
  poolWidth: v.optional(whole(0, 64), 0),
}

export const MaxPool1dLayer = v.strictObject({ kind: v.literal('maxPool1d'), ...LAYER_BASE, ...Window })
export const MaxPool2dLayer = v.strictObject({
  kind: v.literal('maxPool2d'),
  ...LAYER_BASE,
  ...PictureWindow,
})
/** Padding does not count. */
export const AveragePool1dLayer = v.strictObject({
  kind: v.literal('averagePool1d'),
  ...LAYER_BASE,
  ...Window,
})
export const AveragePool2dLayer = v.strictObject({
  kind: v.literal('averagePool2d'),
  ...LAYER_BASE,
  ...PictureWindow,
})

/** Over all steps or the whole picture: a number a channel. */
export const GlobalMaxPoolLayer = v.strictObject({ kind: v.literal('globalMaxPool'), ...LAYER_BASE })
/** The same; masked steps do not count. */
export const GlobalAveragePoolLayer = v.strictObject({ kind: v.literal('globalAveragePool'), ...LAYER_BASE })

export const UpSample1dLayer = v.strictObject({ kind: v.literal('upSample1d'), ...LAYER_BASE, size: Size })

export const INTERPOLATIONS = ['nearest', 'bilinear'] as const
export const UpSample2dLayer = v.strictObject({
  kind: v.literal('upSample2d'),
  ...LAYER_BASE,
  size: Size,
  interpolation: v.optional(v.picklist(INTERPOLATIONS), 'nearest'),
})
