import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { makeFolder } from '../../testing/temporaryFiles'
import { cachedPicturesFile, cachePictures, type CacheRequest } from './cachePictures'
import { idxPictureShape, isIdx, readIdx } from '../idx'
import { filesAsPictures, idxAsPictures } from '../pictureSource'
import { probeSource } from '../probePictures'
import { halves, speckles, writePicture } from '../testing/samplePictures'
import { isUsable } from '../types'

const GEOMETRY: PictureGeometry = { height: 8, width: 8, channels: 3, fit: 'crop', background: 0 }
const [RED, BLUE, BLACK] = [
  [255, 0, 0],
  [0, 0, 255],
  [0, 0, 0],
]

async function makePictures(): Promise<{ folder: string; paths: string[] }> {
  const folder = makeFolder()
  const whole = await halves(32, 16).png().toBuffer()
  return {
    folder,
    paths: [
      writePicture(folder, 'a/one.png', whole),
      writePicture(folder, 'a/broken.png', whole.subarray(0, 60)),
      writePicture(
        folder,
        'b/two.png',
        await halves(16, 16, [
          [0, 0, 255],
          [255, 0, 0],
        ])
          .png()
          .toBuffer(),
      ),
    ],
  }
}

const requestFor = ({ folder, paths }: { folder: string; paths: string[] }): CacheRequest => ({
  cacheFolder: join(folder, 'cache'),
  sourceHash: 'abc',
  source: filesAsPictures(folder, paths),
  geometry: GEOMETRY,
})

const pixel = (tensor: Uint8Array, row: number, column: number): number[] => {
  const at = row * 192 + (4 * 8 + column) * 3
  return [...tensor.subarray(at, at + 3)]
}

describe('cachePictures', () => {
  it('decodes every picture into its row; of one that cannot be decoded the row is empty and told', async () => {
    const tensor = await cachePictures(requestFor(await makePictures()))
    expect(tensor.shape).toEqual([3, 8, 8, 3])
    expect(tensor.problems).toEqual([{ row: 1, problem: 'corrupt' }])
    const all = await tensor.read(0, 3)
    expect([pixel(all, 0, 0), pixel(all, 1, 0), pixel(all, 2, 0)]).toEqual([RED, BLACK, BLUE])
    const picked = await tensor.readRows([2, 0, 1])
    expect([pixel(picked, 0, 0), pixel(picked, 1, 0), pixel(picked, 2, 0)]).toEqual([BLUE, RED, BLACK])
    await tensor.close()
  })

  it('crops, pads or stretches a picture of another shape', async () => {
    const made = await makePictures()
    const rowOf = async (fit: PictureGeometry['fit']): Promise<number[][]> => {
      const tensor = await cachePictures({
        ...requestFor(made),
        geometry: { ...GEOMETRY, fit, background: 7 },
      })
      const all = await tensor.read(0, 1)
      await tensor.close()
      return [[...all.subarray(0, 3)], pixel(all, 0, 0), pixel(all, 0, 7)]
    }
    expect(await rowOf('crop')).toEqual([RED, RED, BLUE])
    expect(await rowOf('stretch')).toEqual([RED, RED, BLUE])
    expect(await rowOf('pad')).toEqual([[7, 7, 7], RED, BLUE])
  })

  it('makes grey of colours by the weights of BT.601', async () => {
    const made = await makePictures()
    const tensor = await cachePictures({ ...requestFor(made), geometry: { ...GEOMETRY, channels: 1 } })
    const all = await tensor.read(0, 1)
    expect([all[0], all[7]]).toEqual([76, 29])
    await tensor.close()
  })

  it('decodes nothing twice, unless the file is not whole', async () => {
    const made = await makePictures()
    const request = requestFor(made)
    const decoded: number[] = []
    const open = (): Promise<unknown> =>
      cachePictures({ ...request, onProgress: (done) => decoded.push(done) }).then((tensor) => tensor.close())
    await open()
    await open()
    expect(decoded).toEqual([1, 2, 3])
    truncateSync(cachedPicturesFile(request), 100)
    await open()
    expect(decoded).toHaveLength(6)
    expect(statSync(cachedPicturesFile(request)).size).toBe(3 * 192)
  })

  it('keeps apart what differs in size, source, or pictures', async () => {
    const request = requestFor(await makePictures())
    const others = [
      { ...request, geometry: { ...GEOMETRY, width: 16 } },
      { ...request, sourceHash: 'abd' },
      { ...request, source: filesAsPictures('', ['b/two.png', 'a/one.png']) },
    ]
    expect(new Set([request, ...others].map(cachedPicturesFile)).size).toBe(4)
  })

  it('leaves no draft behind when it fails', async () => {
    const request = requestFor(await makePictures())
    const source = { ...request.source, decode: () => Promise.reject(new RangeError('no memory')) }
    await expect(cachePictures({ ...request, source })).rejects.toThrow('no memory')
    expect(readdirSync(join(request.cacheFolder, 'pictures'))).toEqual([])
  })

  it('goes through many pictures in the order of their names', async () => {
    const folder = makeFolder()
    const content = await speckles(8, 8).png().toBuffer()
    const paths = Array.from({ length: 300 }, (_, index) => writePicture(folder, `${index}.png`, content))
    const probed = await probeSource(filesAsPictures(folder, paths))
    expect(probed.map(({ path }) => path)).toEqual(paths)
    const [first] = probed
    expect(first && isUsable(first) && probed.every((one) => isUsable(one) && one.hash === first.hash)).toBe(
      true,
    )
  })
})

function idx(shape: readonly number[], numbers: readonly number[], code = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, code, shape.length])
  shape.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis))
  return Buffer.concat([header, Buffer.from(numbers)])
}

const DIGITS = idx(
  [3, 8, 8],
  Array.from({ length: 192 }, (_, index) => index),
)

async function open(content: Uint8Array) {
  const path = join(makeFolder(), 'digits')
  writeFileSync(path, content)
  return readIdx(path)
}

describe('readIdx', () => {
  it.each([
    ['plain', DIGITS],
    ['gzipped', gzipSync(DIGITS)],
  ])('reads pictures from a %s file', async (_kind, content) => {
    const file = await open(content)
    expect(file).toMatchObject({ shape: [3, 8, 8], rows: 3, presentRows: 3, rowLength: 64 })
    expect([file.value(0), file.value(2, 63)]).toEqual([0, 191])
    expect(idxPictureShape(file)).toEqual({ height: 8, width: 8, channels: 1 })
    expect(isIdx(DIGITS)).toBe(true)
  })

  it('reads labels and numbers of other types', async () => {
    expect((await open(idx([3], [7, 2, 1]))).value(1)).toBe(2)
    const floats = Buffer.alloc(8)
    floats.writeFloatBE(1.5, 4)
    expect((await open(idx([2], [...floats], 0x0d))).value(1)).toBe(1.5)
    expect((await open(idx([1], [0xff, 0xfe], 0x0b))).value(0)).toBe(-2)
  })

  it.each([
    ['plain', (content: Buffer) => content.subarray(0, 16 + 100)],
    ['gzipped', (content: Buffer) => gzipSync(content).subarray(0, -40)],
  ])('says how many rows of a %s file that breaks off are there', async (_kind, cut) => {
    const file = await open(cut(DIGITS))
    expect(file.rows).toBe(3)
    expect(file.presentRows).toBeLessThan(3)
  })

  it('refuses what is no IDX, and what would fill the memory', async () => {
    await expect(open(Buffer.from('no numbers at all'))).rejects.toMatchObject({
      code: 'dataset/not-a-table',
    })
    await expect(open(Buffer.alloc(0))).rejects.toMatchObject({ code: 'dataset/not-a-table' })
    await expect(open(idx([60_000, 60_000, 60_000], []))).rejects.toMatchObject({ code: 'file/too-large' })
    await expect(readIdx(join(makeFolder(), 'gone'))).rejects.toMatchObject({ code: 'file/unreadable' })
  })

  it('hands its rows over as they are, or resized', async () => {
    const folder = makeFolder()
    const file = await open(DIGITS.subarray(0, 16 + 130))
    const same = { ...GEOMETRY, channels: 1 } as const
    const request = { cacheFolder: folder, sourceHash: 'idx', source: idxAsPictures(file, [1, 0, 2]) }
    const tensor = await cachePictures({ ...request, geometry: same })
    expect([...(await tensor.read(0, 2))]).toEqual([
      ...DIGITS.subarray(16 + 64, 16 + 128),
      ...DIGITS.subarray(16, 80),
    ])
    expect(tensor.problems).toEqual([{ row: 2, problem: 'truncated' }])
    await tensor.close()
    const larger = await cachePictures({
      ...request,
      geometry: { ...same, width: 16, height: 16, channels: 3 },
    })
    expect((await larger.read(0, 1)).length).toBe(16 * 16 * 3)
    await larger.close()
    expect(existsSync(join(folder, 'pictures'))).toBe(true)
  })
})
