import { describe, expect, it } from 'vitest'
import { decodeBitmap, isGreyBitmap, readBitmapHeader, type BitmapHeader } from './bitmap'
import { bitmap } from '../testing/samplePictures'

const BLACK_WHITE = [
  [0, 0, 0],
  [255, 255, 255],
] as const
const RED_GREEN_BLUE = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const

function headerOf(file: Buffer): BitmapHeader {
  const header = readBitmapHeader(file)
  if ('problem' in header) expect.fail(header.problem)
  return header
}

const decode = (file: Buffer) => decodeBitmap(file, headerOf(file))

describe('decodeBitmap', () => {
  it('reads one bit a pixel through its palette', () => {
    const file = bitmap({
      bits: 1,
      width: 3,
      height: 2,
      rows: [[0b10100000], [0b01000000]],
      palette: BLACK_WHITE,
    })
    const [o, w] = [
      [0, 0, 0],
      [255, 255, 255],
    ] as const
    expect([...decode(file).data]).toEqual([w, o, w, o, w, o].flat())
    expect(isGreyBitmap(headerOf(file))).toBe(true)
  })

  it('reads four and eight bits a pixel', () => {
    const four = bitmap({ bits: 4, width: 3, height: 1, rows: [[0x01, 0x20]], palette: RED_GREEN_BLUE })
    const eight = bitmap({ bits: 8, width: 3, height: 1, rows: [[0, 1, 2]], palette: RED_GREEN_BLUE })
    expect([...decode(four).data]).toEqual(RED_GREEN_BLUE.flat())
    expect(decode(eight)).toEqual(decode(four))
    expect(isGreyBitmap(headerOf(eight))).toBe(false)
  })

  it('reads 16 bits as 5-5-5, or by masks', () => {
    const plain = bitmap({ bits: 16, width: 2, height: 1, rows: [[0x00, 0x7c, 0x1f, 0x00]] })
    const masked = bitmap({
      bits: 16,
      width: 2,
      height: 1,
      rows: [[0x00, 0xf8, 0xe0, 0x07]],
      masks: [0xf800, 0x7e0, 0x1f],
    })
    expect([...decode(plain).data]).toEqual([255, 0, 0, 0, 0, 255])
    expect([...decode(masked).data]).toEqual([255, 0, 0, 0, 255, 0])
  })

  it('reads 24 bits from the bottom up or from the top down, rows padded to four bytes', () => {
    const shape = {
      bits: 24,
      width: 1,
      height: 2,
      rows: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    }
    expect([...decode(bitmap(shape)).data]).toEqual([3, 2, 1, 6, 5, 4])
    expect(decode(bitmap({ ...shape, isTopDown: true }))).toEqual(decode(bitmap(shape)))
  })

  it('ignores the fourth byte of 32 bits unless a mask says that it is alpha', () => {
    const shape = { bits: 32, width: 1, height: 1, rows: [[1, 2, 3, 128]] }
    expect(decode(bitmap(shape))).toMatchObject({ channels: 3, data: Buffer.of(3, 2, 1) })
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000]
    expect(decode(bitmap({ ...shape, masks }))).toMatchObject({ channels: 4, data: Buffer.of(3, 2, 1, 128) })
  })
})

describe('readBitmapHeader', () => {
  const whole = bitmap({
    bits: 24,
    width: 5,
    height: 4,
    rows: Array.from({ length: 4 }, () => Array<number>(15).fill(9)),
  })

  it('says at every cut that the rest is missing', () => {
    for (let length = 2; length < whole.length; length++) {
      expect(readBitmapHeader(whole.subarray(0, length))).toEqual({ problem: 'truncated' })
    }
  })

  it('refuses run lengths and sizes that are none', () => {
    const shape = { bits: 8, width: 1, height: 1, rows: [[0]], palette: BLACK_WHITE }
    expect(readBitmapHeader(bitmap({ ...shape, compression: 1 }))).toEqual({ problem: 'unsupported' })
    const narrow = bitmap(shape)
    narrow.writeInt32LE(-1, 18)
    expect(readBitmapHeader(narrow)).toEqual({ problem: 'corrupt' })
    expect(readBitmapHeader(bitmap({ ...shape, bits: 7 }))).toEqual({ problem: 'corrupt' })
  })

  it('asks for no memory that the file does not fill', () => {
    const huge = Buffer.from(whole)
    huge.writeInt32LE(2 ** 30, 18)
    huge.writeInt32LE(2 ** 30, 22)
    expect(readBitmapHeader(huge)).toEqual({ problem: 'truncated' })
  })
})
