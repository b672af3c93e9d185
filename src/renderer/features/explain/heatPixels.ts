import type { AttributedInput } from '@shared/domain/explain'
import type { PictureStrip } from '@shared/domain/studio'

type Heat = Pick<AttributedInput, 'shape' | 'values'>

/** Less than that share of the strongest value is not tinted. */
const FAINT = 0.05
const STRONGEST = 0.8
/** For the answer, and against it. */
const FOR = [213, 94, 0] as const
const AGAINST = [15, 111, 181] as const

/** @returns the picture in grey with what speaks for the answer in orange and what speaks against it in blue: [height, width, 4]. */
export function heatPixels(picture: PictureStrip, heat: Heat): Uint8ClampedArray<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(picture.base64), (sign) => sign.charCodeAt(0))
  const { height, width, channels } = picture
  const most = heat.values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1
  const pixels = new Uint8ClampedArray(height * width * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const point = y * width + x
      const value = sampleHeat(heat, (y + 0.5) / height, (x + 0.5) / width) / most
      const share = Math.abs(value) < FAINT ? 0 : STRONGEST * Math.abs(value)
      const ink = value > 0 ? FOR : AGAINST
      const grey = meanOf(bytes, point * channels, channels)
      ink.forEach((tint, at) => (pixels[point * 4 + at] = grey * (1 - share) + tint * share))
      pixels[point * 4 + 3] = 255
    }
  }
  return pixels
}

/** Bilinear between the middles of the places of a map. @param down and across from 0 to 1 */
export function sampleHeat(
  { shape: [rows = 1, columns = 1], values }: Heat,
  down: number,
  across: number,
): number {
  const [y, x] = [clamp(down * rows - 0.5, rows - 1), clamp(across * columns - 0.5, columns - 1)]
  const [top, left] = [Math.floor(y), Math.floor(x)]
  const at = (row: number, column: number): number =>
    values[Math.min(rows - 1, row) * columns + Math.min(columns - 1, column)] ?? 0
  const [v, h] = [y - top, x - left]
  return (
    (1 - v) * ((1 - h) * at(top, left) + h * at(top, left + 1)) +
    v * ((1 - h) * at(top + 1, left) + h * at(top + 1, left + 1))
  )
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}

function meanOf(bytes: Uint8Array, first: number, count: number): number {
  let sum = 0
  for (let at = first; at < first + count; at++) sum += bytes[at] ?? 0
  return sum / count
}
