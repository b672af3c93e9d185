/** @file What flows between layers: numbers, how a picture lies in them, and which steps are padding. */
import type { Value } from '../graph/graph'
import type { Shape } from '../graph/tensorType'
import type { Emit } from '../ops/op'

/** [batch, height, width, channels] as users and Keras see it, or [batch, channels, height, width] as kernels want it. */
export type Layout = 'channelsLast' | 'channelsFirst'

export interface Feature {
  readonly value: Value
  /** Matters for pictures only; all else has its channels last. */
  readonly layout: Layout
  /** f32 [batch, steps], 1 at a step that counts and 0 at padding; null where every step counts. */
  readonly mask: Value | null
}

/** @returns a feature with its channels last. */
export function feature(value: Value, mask: Value | null = null): Feature {
  return { value, layout: 'channelsLast', mask }
}

/** @returns a picture with its channels first. */
export function picture(value: Value): Feature {
  return { value, layout: 'channelsFirst', mask: null }
}

/** @returns the same feature with another value of the same layout: what element-wise layers do. */
export function withValue(before: Feature, value: Value): Feature {
  return { ...before, value }
}

export function channelsLast(emit: Emit, { value, layout }: Feature): Value {
  return layout === 'channelsLast' ? value : movePicture(emit, value, { axes: [0, 2, 3, 1], channels: 1 })
}

export function channelsFirst(emit: Emit, { value, layout }: Feature): Value {
  return layout === 'channelsFirst' ? value : movePicture(emit, value, { axes: [0, 3, 1, 2], channels: 3 })
}

/**
 * Weights a channel [channels], or a number [...sizes of a row, channels last], as they broadcast against a feature's value.
 */
export function acrossPlaces(emit: Emit, weights: Value, { layout }: Feature): Value {
  const { shape } = weights.type
  if (layout === 'channelsLast') return weights
  return shape.length === 1
    ? emit.op('reshape', [weights], { shape: [...shape, 1, 1] })
    : emit.op('transpose', [weights], { axes: [2, 0, 1] })
}

interface Move {
  readonly axes: readonly number[]
  /** The axis of the channels before the move. */
  readonly channels: number
}

/** One channel, or one place, lies the same way in both layouts. */
function movePicture(emit: Emit, value: Value, { axes, channels }: Move): Value {
  const shape: Shape = value.type.shape
  const places = shape.filter((_, axis) => axis !== 0 && axis !== channels)
  const isSame = shape[channels] === 1 || places.every((size) => size === 1)
  return isSame
    ? emit.op('reshape', [value], { shape: axes.map((axis) => shape[axis] ?? 1) })
    : emit.op('transpose', [value], { axes })
}
