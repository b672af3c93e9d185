/** @file Windows that slide, in the words of users and Keras. */
import { placesOf, reachOf, type Pair, type Slide } from '../ops/sliding'
import type { LayerPlace } from './layer'
import { tooSmall, type Misfit } from './misfit'

export type Padding = 'valid' | 'same' | 'causal'

/** A window on one axis, before it is known how long the axis is. */
export interface Window {
  readonly size: number
  readonly stride: number
  readonly dilation: number
  readonly padding: Padding
}

/**
 * - `same`: as much as gives ⌈length / stride⌉ places, the odd one after the end (as TensorFlow and Keras have it)
 * - `causal`: all of it before the first step, so that no place sees what comes later
 */
export function slideOn(length: number, { size, stride, dilation, padding }: Window): Slide {
  const reach = reachOf({ size, dilation })
  const missing = Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0)
  const before = Math.floor(missing / 2)
  const margins: Record<Padding, Pair> = {
    valid: [0, 0],
    same: [before, missing - before],
    causal: [reach - 1, 0],
  }
  return { size, stride, dilation, margin: margins[padding] }
}

/** @returns at how many places the window stands; 0 or less where it does not fit. */
export function placesOn(length: number, window: Window): number {
  return placesOf(length, slideOn(length, window))
}

/** Where a window is larger than what it slides over. */
export function windowTooLarge(place: LayerPlace, windows: readonly Window[]): Misfit | null {
  const places = windows.map((window, axis) => placesOn(place.inputShape[axis] ?? 0, window))
  const reaches = windows.map(({ size, dilation }) => reachOf({ size, dilation }))
  const unit = windows.length === 1 ? 'steps' : 'height × width'
  return tooSmall(place, places, `≥ ${reaches.join(' × ')} (${unit})`)
}
