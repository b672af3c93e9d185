/** @file Changes of a picture point by point: contrast, brightness, noise, and what is cut out. */
import type { Augmentation } from '../../../../shared/domain/augmentation'
import type { PictureShape } from '../../../../shared/domain/pictureSheet'
import { createRandom } from '../../../../shared/util/random'
import type { Change } from './drawChange'

/**
 * x ↦ ((x + noise − m) · contrast + m) · brightness, kept within 0 … 1; m is the mean of the picture over its channels, as
 * for Pillow's `ImageEnhance.Contrast`. Noise comes first, so that it belongs to the picture.
 */
export function touchPoints(picture: Float32Array, { noise }: Augmentation, change: Change): void {
  const { contrast, brightness, noisePlace } = change
  if (noise > 0) addNoise(picture, noise, Math.floor(noisePlace * NOISE_COUNT))
  if (contrast === 1 && brightness === 1 && noise === 0) return
  const scale = contrast * brightness
  const offset = contrast === 1 ? 0 : meanOf(picture) * (1 - contrast) * brightness
  for (let index = 0; index < picture.length; index++) {
    const value = (picture[index] ?? 0) * scale + offset
    picture[index] = value < 0 ? 0 : value > 1 ? 1 : value
  }
}

function addNoise(picture: Float32Array, noise: number, start: number): void {
  const normals = noisePool()
  for (let index = 0; index < picture.length; index++) {
    picture[index] = (picture[index] ?? 0) + (normals[(start + index) & NOISE_MASK] ?? 0) * noise
  }
}

/** DeVries and Taylor 2017: the middle lies anywhere, so that parts of the rectangle may lie outside. */
export function cutOut(
  picture: Float32Array,
  { height, width, channels }: PictureShape,
  { cutout, fillValue }: Augmentation,
  { cutX, cutY }: Change,
): void {
  if (cutout === 0) return
  const [top, bottom] = span(cutY, cutout, height)
  const [left, right] = span(cutX, cutout, width)
  for (let row = top; row < bottom; row++) {
    picture.fill(fillValue, (row * width + left) * channels, (row * width + right) * channels)
  }
}

function span(middle: number, share: number, side: number): [start: number, end: number] {
  const length = Math.round(share * side)
  const start = Math.floor(middle * side) - Math.floor(length / 2)
  return [Math.max(0, start), Math.min(side, start + length)]
}

function meanOf(picture: Float32Array): number {
  let sum = 0
  for (let index = 0; index < picture.length; index++) sum += picture[index] ?? 0
  return sum / picture.length
}

const NOISE_COUNT = 262_144
const NOISE_MASK = NOISE_COUNT - 1

let pool: Float32Array | null = null

/** Normal numbers, drawn once: drawing them anew would take longer than all else. Pictures read them from different places. */
function noisePool(): Float32Array {
  if (pool === null) {
    const random = createRandom(0x4e6f)
    pool = Float32Array.from({ length: NOISE_COUNT }, () => random.normal())
  }
  return pool
}
