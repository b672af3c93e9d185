import type { PictureSheet } from '@shared/domain/pictureSheet'

const COLUMNS = 8

export function gridOf({ count }: Pick<PictureSheet, 'count'>): { columns: number; rows: number } {
  const columns = Math.min(COLUMNS, count)
  return { columns, rows: Math.ceil(count / columns) }
}

/** @returns the points of a picture of the sheet as red, green, blue and opacity, 0 to 255. */
export function toPixels(
  { height, width, channels, base64 }: PictureSheet,
  index: number,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const points = height * width
  const pixels = new Uint8ClampedArray(points * 4)
  for (let point = 0; point < points; point++) {
    for (let color = 0; color < 3; color++) {
      const from = (index * points + point) * channels + (channels === 1 ? 0 : color)
      pixels[point * 4 + color] = bytes[from] ?? 0
    }
    pixels[point * 4 + 3] = 255
  }
  return pixels
}
