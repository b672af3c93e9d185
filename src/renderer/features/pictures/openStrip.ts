import type { PictureStrip } from '@shared/domain/studio'

/** A strip whose bytes are read once, however many of its pictures are drawn. */
export interface OpenStrip {
  readonly count: number
  readonly height: number
  readonly width: number
  /** Red, green, blue and opacity of a picture, 0 to 255. */
  pixels(index: number): Uint8ClampedArray<ArrayBuffer>
}

export function openStrip({ base64, channels, count, height, width }: PictureStrip): OpenStrip {
  const text = atob(base64)
  const points = height * width
  return {
    count,
    height,
    width,
    pixels(index) {
      const pixels = new Uint8ClampedArray(points * 4)
      for (let point = 0; point < points; point++) {
        for (let colour = 0; colour < 3; colour++) {
          const at = (index * points + point) * channels + (channels === 1 ? 0 : colour)
          pixels[point * 4 + colour] = text.charCodeAt(at)
        }
        pixels[point * 4 + 3] = 255
      }
      return pixels
    },
  }
}

/** Paints a picture onto a canvas of its own size. */
export function paint(canvas: HTMLCanvasElement, strip: OpenStrip, index: number): void {
  canvas.width = strip.width
  canvas.height = strip.height
  canvas.getContext('2d')?.putImageData(new ImageData(strip.pixels(index), strip.width, strip.height), 0, 0)
}
