/** @file Pictures of every kind that can be read, and what is seen in them, for tests. */
import sharp, { type Sharp } from 'sharp'
import { bitmap, halves, ROWS24 } from './samplePictures'

/** Places in a decoded picture, away from edges that are blended. */
const [LEFT, RIGHT, TOP, BOTTOM] = [8 * 16 + 2, 8 * 16 + 13, 2 * 16 + 8, 13 * 16 + 8]

/** What a file is found to be, and the colour at a few places, a red-blue picture if not said otherwise. */
export interface Sample {
  readonly content: () => Promise<Uint8Array> | Uint8Array
  readonly name: string
  readonly size?: readonly [width: number, height: number]
  readonly format: string
  readonly channels?: 1 | 3
  readonly colours?: Readonly<Record<number, readonly [number, number, number]>>
  readonly tolerance?: number
}

const [RED, BLUE] = [[255, 0, 0] as const, [0, 0, 255] as const]
export const LEFT_RED = { [LEFT]: RED, [RIGHT]: BLUE }
const GREYS = { [LEFT]: [76, 76, 76], [RIGHT]: [29, 29, 29] } as const

const DARK = [
  [76, 76, 76],
  [29, 29, 29],
] as const
const INKS = [
  [176, 80, 80],
  [80, 96, 160],
] as const

const turned = (orientation: number): (() => Promise<Buffer>) => {
  return () => halves(64, 32).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
}

const over = (alpha: Sharp): Promise<Buffer> => alpha.png().toBuffer()
const clear = (): Sharp =>
  sharp({ create: { width: 64, height: 32, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } })

async function animated(kind: 'gif' | 'webp'): Promise<Buffer> {
  const frames = [halves(64, 32), halves(64, 32, DARK)]
  const pixels = await Promise.all(frames.map((frame) => frame.raw().toBuffer()))
  return sharp(Buffer.concat(pixels), { raw: { width: 64, height: 64, channels: 3, pageHeight: 32 } })
    .toFormat(kind, { lossless: true })
    .toBuffer()
}

/** Pictures that can be read, each of another kind. */
export const GOOD: readonly Sample[] = [
  { name: 'plain.jpg', content: () => halves(64, 32).jpeg({ quality: 95 }).toBuffer(), format: 'jpeg' },
  {
    name: 'progressive.jpg',
    content: () => halves(64, 32).jpeg({ progressive: true }).toBuffer(),
    format: 'jpeg',
  },
  { name: 'plain.png', content: () => halves(64, 32).png().toBuffer(), format: 'png', tolerance: 0 },
  {
    name: 'interlaced.png',
    content: () => halves(64, 32).png({ progressive: true }).toBuffer(),
    format: 'png',
  },
  { name: 'palette.png', content: () => halves(64, 32).png({ palette: true }).toBuffer(), format: 'png' },
  { name: 'lossy.webp', content: () => halves(64, 32).webp({ quality: 95 }).toBuffer(), format: 'webp' },
  {
    name: 'lossless.webp',
    content: () => halves(64, 32).webp({ lossless: true }).toBuffer(),
    format: 'webp',
  },
  { name: 'plain.gif', content: () => halves(64, 32).gif().toBuffer(), format: 'gif' },
  {
    name: 'plain.tiff',
    content: () => halves(64, 32).tiff({ compression: 'none' }).toBuffer(),
    format: 'tiff',
  },
  {
    name: 'deflated.tif',
    content: () => halves(64, 32).tiff({ compression: 'deflate' }).toBuffer(),
    format: 'tiff',
  },
  {
    name: 'plain.bmp',
    content: () => bitmap({ bits: 24, width: 64, height: 32, rows: ROWS24 }),
    format: 'bmp',
  },
  // A name says nothing.
  { name: 'really-a-png.jpg', content: () => halves(64, 32).png().toBuffer(), format: 'png' },
  {
    name: 'really-a-jpeg.bmp',
    content: () => halves(64, 32).jpeg({ quality: 95 }).toBuffer(),
    format: 'jpeg',
  },
  { name: 'no-extension', content: () => halves(64, 32).webp({ lossless: true }).toBuffer(), format: 'webp' },
  {
    name: 'cmyk.jpg',
    content: () => halves(64, 32, INKS).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    format: 'jpeg',
    colours: { [LEFT]: INKS[0], [RIGHT]: INKS[1] },
    tolerance: 25,
  },
  {
    name: 'sixteen-bits.png',
    content: () => halves(64, 32).toColourspace('rgb16').png().toBuffer(),
    format: 'png',
  },
  {
    name: 'sixteen-bits.tiff',
    content: () => halves(64, 32).toColourspace('rgb16').tiff().toBuffer(),
    format: 'tiff',
    tolerance: 25,
  },
  { name: 'animated.gif', content: () => animated('gif'), format: 'gif' },
  { name: 'animated.webp', content: () => animated('webp'), format: 'webp' },
  // What is appended to a JPEG is no part of it.
  {
    name: 'with-appendix.jpg',
    content: async () =>
      Buffer.concat([await halves(64, 32).jpeg({ quality: 95 }).toBuffer(), Buffer.alloc(500, 7)]),
    format: 'jpeg',
  },
  // Odd bytes before a marker of the header harm nothing.
  {
    name: 'odd-header.jpg',
    content: async () => {
      const jpeg = await halves(64, 32).jpeg({ quality: 95 }).toBuffer()
      const at = jpeg.indexOf(Buffer.of(0xff, 0xc0))
      return Buffer.concat([jpeg.subarray(0, at), Buffer.alloc(3), jpeg.subarray(at)])
    },
    format: 'jpeg',
  },
  // EXIF: how a picture is to be turned or mirrored, by its eight codes.
  ...[1, 4].map((code): Sample => ({ name: `exif-${code}.jpg`, content: turned(code), format: 'jpeg' })),
  ...[2, 3].map((code): Sample => ({
    name: `exif-${code}.jpg`,
    content: turned(code),
    format: 'jpeg',
    colours: { [LEFT]: BLUE, [RIGHT]: RED },
  })),
  ...[5, 6].map((code): Sample => ({
    name: `exif-${code}.jpg`,
    content: turned(code),
    format: 'jpeg',
    size: [32, 64],
    colours: { [TOP]: RED, [BOTTOM]: BLUE },
  })),
  ...[7, 8].map((code): Sample => ({
    name: `exif-${code}.jpg`,
    content: turned(code),
    format: 'jpeg',
    size: [32, 64],
    colours: { [TOP]: BLUE, [BOTTOM]: RED },
  })),
  { name: 'alpha.png', content: () => over(clear()), format: 'png', colours: { [LEFT]: [255, 128, 128] } },
  {
    name: 'alpha.webp',
    content: () => clear().webp({ lossless: true }).toBuffer(),
    format: 'webp',
    colours: { [LEFT]: [255, 128, 128] },
  },
  {
    name: 'sixteen-bits-alpha.png',
    content: () => over(clear().toColourspace('rgb16')),
    format: 'png',
    colours: { [LEFT]: [255, 128, 128] },
    tolerance: 6,
  },
  {
    name: 'grey.png',
    content: () => halves(64, 32, DARK).toColourspace('b-w').png().toBuffer(),
    format: 'png',
    channels: 1,
    colours: GREYS,
  },
  {
    name: 'grey.jpg',
    content: () => halves(64, 32, DARK).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
    format: 'jpeg',
    channels: 1,
    colours: GREYS,
  },
  {
    name: 'grey-sixteen-bits.png',
    content: () => halves(64, 32, DARK).toColourspace('grey16').png().toBuffer(),
    format: 'png',
    channels: 1,
    colours: GREYS,
    tolerance: 3,
  },
  {
    name: 'one-bit.png',
    content: () =>
      halves(64, 32, [
        [255, 255, 255],
        [0, 0, 0],
      ])
        .toColourspace('b-w')
        .png({ palette: true, colours: 2 })
        .toBuffer(),
    format: 'png',
    colours: { [LEFT]: [255, 255, 255], [RIGHT]: [0, 0, 0] },
  },
  {
    name: 'one-pixel.gif',
    content: () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: '#ff0000' } })
        .gif()
        .toBuffer(),
    format: 'gif',
    size: [1, 1],
    colours: { [LEFT]: RED, [RIGHT]: RED },
  },
  {
    name: 'ten-million-pixels.png',
    content: () => halves(4000, 2500).png({ compressionLevel: 1 }).toBuffer(),
    format: 'png',
    size: [4000, 2500],
  },
]
