/** @file Sizes of windows and steps, which Keras writes as a number or as one an axis. */
import * as v from 'valibot'
import type { KerasConfig } from '../kerasConfig'

const Sizes = v.union([
  v.pipe(
    v.number(),
    v.transform((size) => [size]),
  ),
  v.array(v.number()),
])

/** @returns the sizes of height and width; one is that of both. */
export function readPair(config: KerasConfig, key: string, fallback = 1): readonly [number, number] {
  const [height = fallback, width = height] = config.read(key, Sizes, [fallback])
  return [height, width]
}

/** A size of which Fettle has one for all axes. @throws {keras/unsupported-setting} where they differ. */
export function readSize(config: KerasConfig, key: string, fallback = 1): number {
  const sizes = config.read(key, Sizes, [fallback])
  const [first = fallback] = sizes
  return sizes.every((size) => size === first) ? first : config.refuse(key)
}

/** The width where it differs from the height, else 0. */
export function ownWidth([height, width]: readonly [number, number]): number {
  return width === height ? 0 : width
}

/** A setting of 0 stands for another one. */
export function orElse(size: number, usual: number): number {
  return size === 0 ? usual : size
}
