import { describe, expect, it } from 'vitest'
import { NO_AUGMENTATION } from '../../../../shared/domain/augmentation'
import { makeFolder } from '../../testing/temporaryFiles'
import { filesAsPictures, joinPictures } from '../pictureSource'
import { drawThumbnails, samplePicture } from '../previews'
import { profilePictures } from './profilePictures'
import { summarizePictures } from './summary'
import { halves, speckles, writePicture } from '../testing/samplePictures'
import type { PictureFacts } from '../types'

const facts = (path: string, rest: Partial<PictureFacts> = {}): PictureFacts => ({
  ...{ path, width: 8, height: 8, channels: 3, hasAlpha: false, format: 'png', bytes: 10, hash: path },
  ...rest,
})

describe('summarizePictures', () => {
  it('counts sizes, formats and problems, the commonest first', () => {
    const summary = summarizePictures({
      probed: [
        facts('a', { width: 30, height: 20, channels: 1 }),
        facts('b', { format: 'jpeg', hasAlpha: true }),
        facts('c'),
        { path: 'd', problem: 'truncated' },
      ],
      labels: [],
    })
    expect(summary).toMatchObject({
      count: 3,
      problems: [{ problem: 'truncated', count: 1 }],
      width: { low: 8, median: 8, high: 30 },
      height: { low: 8, median: 8, high: 20 },
      sizeCount: 2,
      formats: [
        { format: 'png', count: 2 },
        { format: 'jpeg', count: 1 },
      ],
      greyCount: 1,
      alphaCount: 1,
      bytes: 30,
      suggested: { width: 8, height: 8, channels: 3 },
    })
    expect(summary.sizes[0]).toEqual({ width: 8, height: 8, count: 2 })
  })

  it('names files that are the same, across classes first', () => {
    const probed = ['x', 'x', 'x', 'y', 'y', 'z'].map((hash, at) => facts(`${at}`, { hash }))
    const { duplicates } = summarizePictures({ probed, labels: ['cat', 'cat', 'cat', 'cat', 'dog', 'dog'] })
    expect(duplicates).toMatchObject({ pictures: 3, acrossClasses: 1 })
    expect(duplicates.groups).toMatchObject([
      {
        count: 2,
        isAcrossClasses: true,
        pictures: [
          { path: '3', label: 'cat' },
          { path: '4', label: 'dog' },
        ],
      },
      { count: 3, isAcrossClasses: false },
    ])
  })

  it('suggests nothing without pictures', () => {
    expect(summarizePictures({ probed: [], labels: [] })).toMatchObject({
      count: 0,
      width: null,
      suggested: null,
    })
  })
})

describe('profilePictures', () => {
  it('finds the same picture under another name, in another format and size', async () => {
    const folder = makeFolder()
    const photo = await speckles(16, 12).resize(160, 120, { kernel: 'cubic' }).png().toBuffer()
    const other = await speckles(12, 16).resize(160, 120, { kernel: 'cubic' }).png().toBuffer()
    const { default: sharp } = await import('sharp')
    const small = sharp(photo).resize(80, 60)
    const paths = [
      writePicture(folder, 'cat/a.png', photo),
      writePicture(folder, 'dog/b.png', other),
      writePicture(folder, 'dog/a-small.jpg', await small.jpeg({ quality: 80 }).toBuffer()),
      writePicture(folder, 'dog/copy.png', other),
      writePicture(
        folder,
        'dog/plain.png',
        await halves(9, 9, [
          [9, 9, 9],
          [9, 9, 9],
        ])
          .png()
          .toBuffer(),
      ),
      writePicture(
        folder,
        'cat/plain.png',
        await halves(8, 8, [
          [9, 9, 9],
          [9, 9, 9],
        ])
          .png()
          .toBuffer(),
      ),
      writePicture(folder, 'cat/broken.png', photo.subarray(0, 99)),
    ]
    const labels = paths.map((path) => path.split('/')[0] ?? null)
    const summary = await profilePictures(filesAsPictures(folder, paths), labels)
    expect(summary.duplicates).toMatchObject({ pictures: 1, acrossClasses: 0 })
    expect(summary.nearDuplicates).toMatchObject({
      pictures: 1,
      acrossClasses: 1,
      groups: [{ pictures: [{ path: 'cat/a.png' }, { path: 'dog/a-small.jpg' }] }],
    })
  })

  it('measures the mean colour', async () => {
    const folder = makeFolder()
    const paths = [writePicture(folder, 'a.png', await halves(18, 8).png().toBuffer())]
    const { meanColour } = await profilePictures(filesAsPictures(folder, paths), [null])
    const [red = 0, green = 1, blue = 0] = meanColour ?? []
    expect(Math.abs(red + blue - 255)).toBeLessThan(3)
    expect(green).toBe(0)
  })
})

describe('previews', () => {
  it('shows pictures as data URLs, nothing where there is none', async () => {
    const folder = makeFolder()
    const paths = [
      writePicture(folder, 'a.jpg', await halves(400, 200).jpeg().toBuffer()),
      writePicture(folder, 'b.png', 'no picture'),
    ]
    const source = joinPictures([filesAsPictures(folder, paths)], [1, 0, 7])
    const [none, some, missing] = await drawThumbnails(source, [0, 1, 2])
    expect([none, missing]).toEqual([null, null])
    expect(some).toMatch(/^data:image\/png;base64,/)
  })

  it('shows a picture before and after, and as chance changes it', async () => {
    const folder = makeFolder()
    const paths = [writePicture(folder, 'a.png', await halves(32, 32).png().toBuffer())]
    const request = {
      source: filesAsPictures(folder, paths),
      index: 0,
      geometry: { height: 16, width: 16, channels: 1, fit: 'crop', background: 0 },
      augmentation: { ...NO_AUGMENTATION, rotation: 90 },
      count: 3,
      seed: 1,
    } as const
    const sample = await samplePicture(request)
    expect(new Set([sample?.original, sample?.prepared, ...(sample?.augmented ?? [])]).size).toBe(5)
    expect(await samplePicture(request)).toEqual(sample)
    expect((await samplePicture({ ...request, augmentation: null }))?.augmented).toEqual([])
  })
})
