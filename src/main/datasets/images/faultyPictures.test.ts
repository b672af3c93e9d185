import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PictureProblem } from '../../../shared/domain/picture'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { makeFolder } from '../testing/temporaryFiles'
import { decodePicture } from './decode/decodePicture'
import { filesAsPictures } from './pictureSource'
import { probeSource } from './probePictures'
import { readPictureFile } from './files/readPictureFile'
import { bitmap, halves, speckles } from './testing/samplePictures'
import { isUsable } from './types'

const RED_BLUE: PictureGeometry = { height: 16, width: 16, channels: 3, fit: 'stretch', background: 255 }

/** Places in a decoded picture, away from edges that are blended. */
const [LEFT, RIGHT, TOP, BOTTOM] = [8 * 16 + 2, 8 * 16 + 13, 2 * 16 + 8, 13 * 16 + 8]

/** What a file is found to be, and the colour at a few places, a red-blue picture if not said otherwise. */
interface Sample {
  readonly content: () => Promise<Uint8Array> | Uint8Array
  readonly name: string
  readonly size?: readonly [width: number, height: number]
  readonly format: string
  readonly channels?: 1 | 3
  readonly colours?: Readonly<Record<number, readonly [number, number, number]>>
  readonly tolerance?: number
}

const [RED, BLUE] = [[255, 0, 0] as const, [0, 0, 255] as const]
const LEFT_RED = { [LEFT]: RED, [RIGHT]: BLUE }
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

const rows24 = Array.from({ length: 32 }, () =>
  Array.from({ length: 64 }, (_, x) => (x < 32 ? [0, 0, 255] : [255, 0, 0])).flat(),
)

const GOOD: readonly Sample[] = [
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
    content: () => bitmap({ bits: 24, width: 64, height: 32, rows: rows24 }),
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

const cut = (share: number, picture: Sharp) => async (): Promise<Buffer> => {
  const whole = await picture.toBuffer()
  return whole.subarray(0, Math.floor(whole.length * share))
}

const spoilt = (picture: Sharp) => async (): Promise<Buffer> => {
  const content = Buffer.from(await picture.toBuffer())
  const middle = Math.floor(content.length / 2)
  content.fill(0, middle, middle + 200)
  return content
}

/** A few hundred bytes of header that promise pixels by the billion. */
function bomb(): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length)
    framed.set(body, 4)
    framed.writeUInt32BE(crc(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 2], 8)
  const pixels = deflateSync(Buffer.alloc(1000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

type Bad = readonly [name: string, problem: PictureProblem, content: Sample['content']]

const text = (content: string) => (): Buffer => Buffer.from(content, 'latin1')

const BAD: readonly Bad[] = [
  ['empty.jpg', 'notAPicture', text('')],
  ['text.jpg', 'notAPicture', text('This is not a picture.')],
  ['page.png', 'notAPicture', text('<!doctype html><title>404</title>')],
  ['half.jpg', 'truncated', cut(0.5, speckles(64, 48).jpeg())],
  ['nearly-whole.jpg', 'truncated', cut(0.98, speckles(64, 48).jpeg())],
  ['head-only.jpg', 'truncated', cut(0.1, speckles(64, 48).jpeg())],
  ['half.png', 'truncated', cut(0.5, speckles(64, 48).png())],
  ['half.gif', 'truncated', cut(0.5, speckles(64, 48).gif())],
  ['half.webp', 'truncated', cut(0.5, speckles(64, 48).webp())],
  ['half.tiff', 'truncated', cut(0.5, speckles(64, 48).tiff())],
  [
    'half.bmp',
    'truncated',
    () => bitmap({ bits: 24, width: 64, height: 32, rows: rows24 }).subarray(0, 3000),
  ],
  ['spoilt.jpg', 'corrupt', spoilt(speckles(64, 48).jpeg())],
  ['spoilt.png', 'corrupt', spoilt(speckles(64, 48).png())],
  ['spoilt.gif', 'corrupt', spoilt(speckles(64, 48).gif())],
  ['signature-only.png', 'truncated', text('\x89PNG\r\n\x1a\n')],
  ['nonsense-header.tiff', 'corrupt', text('II*\0\x08\0\0\0\0\0\0\0\0\0\0\0')],
  ['bomb.png', 'tooLarge', bomb],
  [
    'drawing.svg',
    'unsupported',
    text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'),
  ],
  [
    'drawing.jpg',
    'unsupported',
    text('<?xml version="1.0"?>\n<!-- a drawing -->\n<svg width="9" height="9"></svg>'),
  ],
  ['paper.pdf', 'unsupported', text('%PDF-1.7\n')],
  ['photo.heic', 'unsupported', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
  ['photo.jpg', 'unsupported', text('\0\0\0\x20ftypavif\0\0\0\0avifmif1')],
  ['icon.ico', 'unsupported', text('\0\0\x01\0\x01\0\x10\x10')],
  [
    'run-lengths.bmp',
    'unsupported',
    () => bitmap({ bits: 8, width: 1, height: 1, rows: [[0]], palette: [[0, 0, 0]], compression: 1 }),
  ],
]

/** What decoding says of a file, or what probing does. */
async function judge(folder: string, name: string): Promise<PictureProblem | null> {
  const [probed] = await probeSource(filesAsPictures(folder, [name]))
  if (probed && !isUsable(probed)) return probed.problem
  const file = await readPictureFile(join(folder, name))
  if ('problem' in file) return file.problem
  const decoded = await decodePicture(file, RED_BLUE)
  return 'problem' in decoded ? decoded.problem : null
}

describe('pictures of any kind', () => {
  it.each(GOOD.map((sample) => [sample.name, sample] as const))('reads %s', async (name, sample) => {
    const { content, size = [64, 32], format, channels = 3, colours = LEFT_RED, tolerance = 4 } = sample
    const folder = makeFolder()
    writeFileSync(join(folder, name), await content())
    const [width, height] = size
    expect(await probeSource(filesAsPictures(folder, [name]))).toMatchObject([
      { path: name, width, height, format, channels },
    ])
    const file = await readPictureFile(join(folder, name))
    if ('problem' in file) expect.fail(file.problem)
    const decoded = await decodePicture(file, RED_BLUE)
    if ('problem' in decoded) expect.fail(decoded.problem)
    expect(decoded).toHaveLength(16 * 16 * 3)
    for (const [place, colour] of Object.entries(colours)) {
      const found = [...decoded.subarray(Number(place) * 3, Number(place) * 3 + 3)]
      colour.forEach((value, channel) =>
        expect(Math.abs((found[channel] ?? NaN) - value)).toBeLessThanOrEqual(tolerance),
      )
    }
  })

  it.each(BAD)('says of %s that it is %s', async (name, problem, content) => {
    const folder = makeFolder()
    writeFileSync(join(folder, name), await content())
    expect(await judge(folder, name)).toBe(problem)
  })

  it('says of files that are gone or are folders that they cannot be read', async () => {
    expect(await probeSource(filesAsPictures(makeFolder(), ['gone.png', '.']))).toEqual([
      { path: 'gone.png', problem: 'unreadable' },
      { path: '.', problem: 'unreadable' },
    ])
  })
})
