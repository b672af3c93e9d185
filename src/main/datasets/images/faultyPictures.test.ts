import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PictureProblem } from '../../../shared/domain/picture'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { makeFolder } from '../testing/temporaryFiles'
import { decodePicture } from './decode/decodePicture'
import { readPictureFile } from './files/readPictureFile'
import { filesAsPictures } from './pictureSource'
import { probeSource } from './probePictures'
import { GOOD, LEFT_RED } from './testing/readablePictures'
import { BAD } from './testing/unreadablePictures'
import { isUsable } from './types'

const RED_BLUE: PictureGeometry = { height: 16, width: 16, channels: 3, fit: 'stretch', background: 255 }

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
