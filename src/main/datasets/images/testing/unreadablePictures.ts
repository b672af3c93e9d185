/** @file Files that are no pictures, or none that can be read, and what is wrong with each, for tests. */
import { deflateSync } from 'node:zlib'
import type { Sharp } from 'sharp'
import type { PictureProblem } from '../../../../shared/domain/picture'
import { bitmap, ROWS24, speckles } from './samplePictures'

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

export type Bad = readonly [
  name: string,
  problem: PictureProblem,
  content: () => Promise<Uint8Array> | Uint8Array,
]

const text = (content: string) => (): Buffer => Buffer.from(content, 'latin1')

/** Files that look like pictures, or should be some, and cannot be read. */
export const BAD: readonly Bad[] = [
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
    () => bitmap({ bits: 24, width: 64, height: 32, rows: ROWS24 }).subarray(0, 3000),
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
