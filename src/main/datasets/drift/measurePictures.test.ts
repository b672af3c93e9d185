import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { PICTURE_MEASURES, type PictureFigures } from '../../../shared/domain/drift'
import { createRandom } from '../../../shared/util/random'
import { filesAsPictures } from '../images/pictureSource'
import { writePicture } from '../images/testing/samplePictures'
import { makeFolder } from '../testing/temporaryFiles'
import { compareSamples } from './compareSamples'
import { measurePicture, measurePictures } from './measurePictures'

const PLAIN = { width: 40, height: 30, channels: 3 } as const

async function plain(r: number, g: number, b: number): Promise<Buffer> {
  return sharp({ create: { ...PLAIN, background: { r, g, b } } })
    .png()
    .toBuffer()
}

/** Coloured noise around a grey that differs from picture to picture. @param light added to every point */
async function drawFigures(seed: number, count: number, light = 0): Promise<PictureFigures[]> {
  const random = createRandom(seed)
  const drawn: PictureFigures[] = []
  for (let index = 0; index < count; index++) {
    const grey = 60 + 100 * random.next()
    const points = Uint8Array.from({ length: 16 * 16 * 3 }, () =>
      Math.min(255, Math.max(0, grey + light + 20 * random.normal())),
    )
    const bytes = await sharp(points, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toBuffer()
    const figures = await measurePicture(bytes)
    if (figures) drawn.push(figures)
  }
  return drawn
}

function shiftedIn(before: readonly PictureFigures[], now: readonly PictureFigures[]): string[] {
  const columns = PICTURE_MEASURES.map((measure) => {
    const of = (side: readonly PictureFigures[]) => Float64Array.from(side, (figures) => figures[measure])
    return { name: 'photo', measure, kind: 'numbers', before: of(before), now: of(now) } as const
  })
  const { columns: found } = compareSamples(columns)
  return found.filter(({ isShifted }) => isShifted).map(({ measure }) => measure)
}

describe('measurePictures', () => {
  it('knows black, white, grey and red, whatever the size', async () => {
    const black = await measurePicture(await plain(0, 0, 0))
    expect(black).toMatchObject({ brightness: 0, contrast: 0, saturation: 0 })
    expect(await measurePicture(await plain(255, 255, 255))).toMatchObject({ brightness: 1, saturation: 0 })
    const red = await measurePicture(await plain(255, 0, 0))
    expect(red?.brightness).toBeCloseTo(0.299, 2)
    expect(red).toMatchObject({ contrast: 0, saturation: 1 })
  })

  it('measures the pictures of a folder in order, and nothing of what is none', async () => {
    const folder = makeFolder()
    const [white, black] = [await plain(255, 255, 255), await plain(0, 0, 0)]
    const paths = [
      writePicture(folder, 'a.png', white),
      writePicture(folder, 'b.png', 'no picture'),
      writePicture(folder, 'c.png', black),
    ]
    const [first, broken, last] = await measurePictures(filesAsPictures(folder, paths))
    expect(first).toMatchObject({ brightness: 1, fileSize: readFileSync(join(folder, 'a.png')).length })
    expect(broken).toBeNull()
    expect(last).toEqual(await measurePicture(black))
    expect(await measurePicture(Buffer.from('no picture'))).toBeNull()
  })

  it('tells lighter pictures by their brightness, and nothing of further ones of the same kind', async () => {
    const before = await drawFigures(1, 150)
    expect(shiftedIn(before, await drawFigures(2, 150))).toEqual([])
    const lighter = shiftedIn(before, await drawFigures(3, 150, 40))
    expect(lighter).toContain('brightness')
    expect(lighter).not.toContain('contrast')
  })
})
