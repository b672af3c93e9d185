import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { bitmap, speckles } from './testing/samplePictures'
import { decodePicture } from './decode/decodePicture'
import { pictureFormatOf } from './files/pictureFormat'
import { probePicture } from './files/probePicture'
import { isUsable } from './types'

const GEOMETRY = { height: 12, width: 12, channels: 3, fit: 'crop', background: 0 } as const
const MUTANTS = Number(process.env['FETTLE_MUTANTS'] ?? 40)

const encoders: readonly [string, (picture: Sharp) => Promise<Buffer> | Buffer][] = [
  ['jpeg', (picture) => picture.jpeg().toBuffer()],
  ['png', (picture) => picture.png().toBuffer()],
  ['webp', (picture) => picture.webp().toBuffer()],
  ['gif', (picture) => picture.gif().toBuffer()],
  ['tiff', (picture) => picture.tiff({ compression: 'lzw' }).toBuffer()],
  [
    'bmp',
    () =>
      bitmap({
        bits: 8,
        width: 16,
        height: 9,
        rows: Array(9).fill([...Array(16).keys()]),
        palette: [[1, 2, 3]],
      }),
  ],
]

/** A few bytes are others, or a piece is missing, or comes twice. */
function mutate(content: Buffer, seed: number): Buffer {
  const random = createRandom(seed)
  const mutant = Buffer.from(content)
  const kind = random.integer(3)
  const [from, to] = [random.integer(mutant.length), random.integer(mutant.length)].sort((a, b) => a - b)
  if (kind === 0) return Buffer.concat([mutant.subarray(0, from), mutant.subarray(to)])
  if (kind === 1) return Buffer.concat([mutant.subarray(0, to), mutant.subarray(from)])
  for (let count = 1 + random.integer(8); count > 0; count--) {
    // Headers are short: half of the changes fall there.
    const place = random.integer(random.integer(2) === 0 ? Math.min(64, mutant.length) : mutant.length)
    mutant[place] = random.integer(256)
  }
  return mutant
}

describe('pictures that were tampered with', () => {
  it.each(encoders)('are told from whole ones, or read: %s', async (_format, encode) => {
    const whole = await encode(speckles(40, 30))
    for (let seed = 0; seed < MUTANTS; seed++) {
      const content = mutate(whole, seed)
      const format = pictureFormatOf(content)
      if (format === 'unsupported' || format === 'notAPicture') continue
      const probed = await probePicture({ format, content }, 'mutant')
      const decoded = await decodePicture({ format, content }, GEOMETRY)
      if (isUsable(probed)) expect(probed.width * probed.height).toBeGreaterThan(0)
      if (!('problem' in decoded)) expect(decoded).toHaveLength(12 * 12 * 3)
    }
  })
})
