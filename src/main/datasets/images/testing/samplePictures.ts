/** @file Pictures made for one test, of every kind that people have. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp, { type Sharp } from 'sharp'

type Colour = readonly [red: number, green: number, blue: number]

/** Left half one colour, right half another: what is turned or mirrored shows. */
export function halves(
  width: number,
  height: number,
  [left, right]: readonly [Colour, Colour] = [
    [255, 0, 0],
    [0, 0, 255],
  ],
): Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    data.set(pixel % width < Math.floor(width / 2) ? left : right, pixel * 3)
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Pixels that no codec makes small, the same ones always. */
export function speckles(width: number, height: number, channels: 1 | 3 = 3): Sharp {
  let state = 1
  const data = Buffer.from({ length: width * height * channels } as ArrayLike<number>).map(() => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
  return sharp(data, { raw: { width, height, channels } })
}

export function writePicture(folder: string, path: string, content: Uint8Array | string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
  return path
}

interface BitmapOptions {
  readonly bits: number
  readonly width: number
  readonly height: number
  /** Bytes of each row, from the top, without padding. */
  readonly rows: readonly (readonly number[])[]
  readonly palette?: readonly (readonly [red: number, green: number, blue: number])[]
  readonly isTopDown?: boolean
  readonly compression?: number
  readonly masks?: readonly number[]
}

/** A bitmap with the header of Windows 3, or with the one of Windows 5 where masks hold alpha. */
export function bitmap(options: BitmapOptions): Buffer {
  const { bits, width, height, rows, palette = [], isTopDown = false, masks = [] } = options
  const headerSize = masks.length === 4 ? 124 : 40
  const stride = Math.ceil((bits * width) / 32) * 4
  const between = masks.length === 3 ? 12 : 0
  const pixelsAt = 14 + headerSize + between + palette.length * 4
  const file = Buffer.alloc(pixelsAt + stride * height)
  file.write('BM', 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(pixelsAt, 10)
  file.writeUInt32LE(headerSize, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(isTopDown ? -height : height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  file.writeUInt32LE(options.compression ?? (masks.length > 0 ? 3 : 0), 30)
  file.writeUInt32LE(palette.length, 46)
  masks.forEach((mask, index) => file.writeUInt32LE(mask, 54 + 4 * index))
  palette.forEach(([red, green, blue], index) =>
    file.set([blue, green, red, 0], 14 + headerSize + between + index * 4),
  )
  rows.forEach((row, y) => file.set(row, pixelsAt + stride * (isTopDown ? y : height - 1 - y)))
  return file
}

/** 64 × 32 pixels of a bitmap of 24 bits, which has blue first: red left, blue right. */
export const ROWS24 = Array.from({ length: 32 }, () =>
  Array.from({ length: 64 }, (_, x) => (x < 32 ? [0, 0, 255] : [255, 0, 0])).flat(),
)
