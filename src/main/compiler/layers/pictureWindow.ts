/** @file Windows that slide over pictures, in the words of users and as ops want them. */
import type { PictureWindow } from '../ops/signature/convolution'
import { placesOn, slideOn, type Padding, type Window } from './sliding'

/** Of every layer with a window over pictures; widths of 0 are as the heights. */
export interface PictureWindowSpec {
  readonly kernelSize: number
  readonly kernelWidth: number
  readonly strides: number
  readonly strideWidth: number
  readonly padding: Padding
  readonly dilation?: number
}

export type Windows = readonly [height: Window, width: Window]

export function windowsOf(spec: PictureWindowSpec): Windows {
  const { kernelSize, kernelWidth, strides, strideWidth, padding, dilation = 1 } = spec
  return [
    { size: kernelSize, stride: strides, dilation, padding },
    { size: kernelWidth || kernelSize, stride: strideWidth || strides, dilation, padding },
  ]
}

/** @param shape [height, width, …] */
export function placesOnPicture(shape: readonly number[], windows: Windows): [number, number] {
  const [height = 1, width = 1] = shape
  return [placesOn(height, windows[0]), placesOn(width, windows[1])]
}

/** The window of an op over a picture of this shape, [height, width, …]. */
export function toPictureWindow(shape: readonly number[], windows: Windows, groups = 1): PictureWindow {
  const [height = 1, width = 1] = shape
  const [down, right] = [slideOn(height, windows[0]), slideOn(width, windows[1])]
  return {
    strides: [down.stride, right.stride],
    dilations: [down.dilation, right.dilation],
    margins: [down.margin, right.margin],
    groups,
  }
}
