/** @file Windows bitmaps (BMP) of 1 to 32 bits a pixel, which libvips does not read. */
import type { PictureProblem } from '../../../../shared/domain/picture'

/** The header of a bitmap, in the words of Microsoft's BITMAPINFOHEADER. */
export interface BitmapHeader {
  readonly width: number
  readonly height: number
  readonly isTopDown: boolean
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32
  /** Where the pixels begin, and bytes of a row of them. */
  readonly pixelsAt: number
  readonly stride: number
  /** [colours, 3]: red, green, blue; empty above 8 bits. */
  readonly palette: Uint8Array
  /** Which bits of a 16- or 32-bit pixel are red, green, blue and alpha. */
  readonly masks: readonly [number, number, number, number]
}

export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  /** [height, width, channels], from the top. */
  readonly data: Buffer
}

const CORE_HEADER = 12
const INFO_HEADER = 40
const RGB = 0
const BIT_FIELDS = 3
const ALPHA_BIT_FIELDS = 6
const MASKS_16 = [0x7c00, 0x3e0, 0x1f, 0] as const
const MASKS_32 = [0xff0000, 0xff00, 0xff, 0] as const

type Problem = { readonly problem: PictureProblem }

/** @returns the header, or what is wrong. Run-length compression is not read. */
export function readBitmapHeader(file: Buffer): BitmapHeader | Problem {
  const fields = readFields(file)
  if ('problem' in fields) return fields
  const { width, height, bits, compression, headerSize } = fields
  if (width <= 0 || height === 0 || !isBits(bits)) return { problem: 'corrupt' }
  const hasMasks = compression === BIT_FIELDS || compression === ALPHA_BIT_FIELDS
  if (compression !== RGB && !(hasMasks && bits >= 16)) return { problem: 'unsupported' }
  const pixelsAt = file.readUInt32LE(10)
  const palette = bits <= 8 ? readPalette(file, { ...fields, bits }) : new Uint8Array(0)
  const stride = Math.ceil((bits * width) / 32) * 4
  if (pixelsAt + stride * Math.abs(height) > file.length) return { problem: 'truncated' }
  return {
    ...{ width, bits, pixelsAt, stride, palette },
    height: Math.abs(height),
    isTopDown: height < 0,
    masks: hasMasks ? readMasks(file, headerSize) : bits === 16 ? MASKS_16 : MASKS_32,
  }
}

/** Whether all of its colours are shades of grey. */
export function isGreyBitmap({ bits, palette }: BitmapHeader): boolean {
  if (bits > 8) return false
  for (let at = 0; at < palette.length; at += 3) {
    if (palette[at] !== palette[at + 1] || palette[at] !== palette[at + 2]) return false
  }
  return true
}

export function decodeBitmap(file: Buffer, header: BitmapHeader): Bitmap {
  const { width, height, isTopDown, pixelsAt, stride } = header
  const channels = header.masks[3] === 0 ? 3 : 4
  const data = Buffer.alloc(width * height * channels)
  const read = createRowReader(header)
  for (let y = 0; y < height; y++) {
    const line = pixelsAt + (isTopDown ? y : height - 1 - y) * stride
    read(file.subarray(line, line + stride), data.subarray(y * width * channels, (y + 1) * width * channels))
  }
  return { width, height, channels, data }
}

interface Fields {
  readonly headerSize: number
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly compression: number
  /** Of the palette; 0 for all that the bits allow. */
  readonly colours: number
}

function readFields(file: Buffer): Fields | Problem {
  if (file.length < 26) return { problem: 'truncated' }
  const headerSize = file.readUInt32LE(14)
  const isCore = headerSize === CORE_HEADER
  if (!isCore && (headerSize < INFO_HEADER || headerSize > 256)) return { problem: 'corrupt' }
  if (file.length < 14 + headerSize) return { problem: 'truncated' }
  if (isCore) {
    const [width, height, bits] = [file.readUInt16LE(18), file.readUInt16LE(20), file.readUInt16LE(24)]
    return { headerSize, width, height, bits, compression: RGB, colours: 0 }
  }
  return {
    headerSize,
    width: file.readInt32LE(18),
    height: file.readInt32LE(22),
    bits: file.readUInt16LE(28),
    compression: file.readUInt32LE(30),
    colours: file.readUInt32LE(46),
  }
}

function isBits(bits: number): bits is BitmapHeader['bits'] {
  return [1, 4, 8, 16, 24, 32].includes(bits)
}

/** The masks of the old header follow it; those of later ones lie at the same place, inside. */
function readMasks(file: Buffer, headerSize: number): BitmapHeader['masks'] {
  const at = 14 + INFO_HEADER
  const mask = (index: number): number => {
    const end = at + 4 * (index + 1)
    return end <= file.length ? file.readUInt32LE(end - 4) : 0
  }
  const hasAlpha = headerSize >= 56 || file.readUInt32LE(30) === ALPHA_BIT_FIELDS
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0]
}

/** Entries that the file lacks are black. */
function readPalette(
  file: Buffer,
  { headerSize, bits, colours }: { headerSize: number; bits: number; colours: number },
): Uint8Array {
  const count = colours === 0 || colours > 256 ? 2 ** bits : colours
  const entry = headerSize === CORE_HEADER ? 3 : 4
  const palette = new Uint8Array(count * 3)
  for (let index = 0; index < count; index++) {
    const at = 14 + headerSize + index * entry
    palette.set([file[at + 2] ?? 0, file[at + 1] ?? 0, file[at] ?? 0], index * 3)
  }
  return palette
}

type ReadRow = (line: Buffer, out: Buffer) => void

function createRowReader(header: BitmapHeader): ReadRow {
  const { bits } = header
  if (bits <= 8) return paletteReader(header)
  return bits === 24 ? readBlueGreenRed : maskReader(header)
}

function paletteReader({ bits, width, palette }: BitmapHeader): ReadRow {
  const perByte = 8 / bits
  const mask = 2 ** bits - 1
  return (line, out) => {
    for (let x = 0; x < width; x++) {
      const byte = line[Math.floor(x / perByte)] ?? 0
      const colour = 3 * ((byte >> (8 - bits * (1 + (x % perByte)))) & mask)
      for (let channel = 0; channel < 3; channel++) out[3 * x + channel] = palette[colour + channel] ?? 0
    }
  }
}

function readBlueGreenRed(line: Buffer, out: Buffer): void {
  for (let at = 0; at < out.length; at += 3) {
    out[at] = line[at + 2] ?? 0
    out[at + 1] = line[at + 1] ?? 0
    out[at + 2] = line[at] ?? 0
  }
}

/** Scales the bits under each mask to 0 … 255. */
function maskReader({ bits, width, masks }: BitmapHeader): ReadRow {
  const used = masks[3] === 0 ? masks.slice(0, 3) : masks
  const parts = used.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
    const most = mask >>> shift
    return { mask, shift, scale: most === 0 ? 0 : 255 / most }
  })
  return (line, out) => {
    for (let x = 0; x < width; x++) {
      const pixel = bits === 16 ? line.readUInt16LE(2 * x) : line.readUInt32LE(4 * x)
      parts.forEach(({ mask, shift, scale }, channel) => {
        out[x * parts.length + channel] = Math.round(((pixel & mask) >>> shift) * scale)
      })
    }
  }
}
