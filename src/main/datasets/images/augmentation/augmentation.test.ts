import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NO_AUGMENTATION, type Augmentation } from '../../../../shared/domain/augmentation'
import { createRandom } from '../../../../shared/util/random'
import { affineOf } from './affine'
import { createAugmenter } from './createAugmenter'
import { augmentRandom, drawChange, type Change } from './drawChange'
import { mixRows, mixupPairs } from './mixup'
import { readAhead, resample } from './resample'

interface Figures {
  readonly shape: [number, number, 3]
  readonly picture: number[]
  readonly figures: { change: Record<string, number>; fillMode: Augmentation['fillMode']; result: number[] }[]
}

const UNCHANGED: Change = drawChange(NO_AUGMENTATION, createRandom(1))

function readFigures(): Figures {
  const path = new URL('../../../../../test/fixtures/augmentationFigures.json', import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as Figures
}

describe('resample', () => {
  const { shape, picture, figures } = readFigures()
  const [height, width, channels] = shape
  const cases = figures.map(
    (figure) => [`${JSON.stringify(figure.change)} ${figure.fillMode}`, figure] as const,
  )

  it.each(cases)('gives the numbers of Keras and SciPy: %s', (_name, { change, fillMode, result }) => {
    const radians = (name: string): number => ((change[name] ?? 0) * Math.PI) / 180
    const drawn = { ...UNCHANGED, ...change, rotation: radians('rotation'), shear: radians('shear') }
    const size = { height, width, channels }
    const source = new Float32Array(picture.length + readAhead(size))
    source.set(picture)
    const out = new Float32Array(picture.length)
    resample(source, out, affineOf(drawn, size), { shape: size, fillMode, fillValue: 0.25 })
    out.forEach((value, index) => expect(Math.abs(value - (result[index] ?? NaN))).toBeLessThan(2e-6))
  })
})

const SHAPE = { height: 8, width: 10, channels: 3 } as const
const SIZE = 8 * 10 * 3
const SOURCE = Uint8Array.from({ length: SIZE }, (_, index) => (index * 37) % 256)

function augment(
  settings: Partial<Augmentation>,
  row = 0,
  source: Uint8Array | Float32Array = SOURCE,
): Float32Array {
  const out = new Float32Array(SIZE)
  createAugmenter({ ...NO_AUGMENTATION, ...settings }, SHAPE).augment(source, out, augmentRandom(3, 1, row))
  return out
}

const rows = [...Array(200).keys()]
const shares = Float32Array.from(SOURCE, (byte) => byte / 255)

describe('createAugmenter', () => {
  it('changes nothing where everything is off', () => {
    expect(augment({})).toEqual(shares)
    expect(augment({}, 0, shares)).toEqual(shares)
  })

  it('gives the same picture for the same seed, epoch and row, another for another', () => {
    const settings = { rotation: 30, noise: 0.1, zoom: 0.2 }
    expect(augment(settings, 5)).toEqual(augment(settings, 5))
    expect(augment(settings, 6)).not.toEqual(augment(settings, 5))
  })

  it('flips half of the pictures, the same ones whatever else happens', () => {
    const isFlipped = (picture: Float32Array): boolean => picture[0] === shares[9 * 3]
    const flipped = rows.map((row) => isFlipped(augment({ flipHorizontal: true }, row)))
    expect(flipped.filter(Boolean).length).toBeGreaterThan(70)
    expect(flipped.filter(Boolean).length).toBeLessThan(130)
    const brighter = rows.map((row) => isFlipped(augment({ flipHorizontal: true, crop: 0, cutout: 0 }, row)))
    expect(brighter).toEqual(flipped)
    const mirrored = augment({ flipHorizontal: true }, flipped.indexOf(true))
    for (let pixel = 0; pixel < 80; pixel++) {
      const other = pixel - (pixel % 10) + 9 - (pixel % 10)
      expect([...mirrored.subarray(pixel * 3, pixel * 3 + 3)]).toEqual([
        ...shares.subarray(other * 3, other * 3 + 3),
      ])
    }
  })

  it('moves a picture by as much as it was told to at most, and no further', () => {
    const edge = new Float32Array(SIZE)
    for (let pixel = 0; pixel < 80; pixel++) edge.fill(pixel % 10 < 5 ? 0 : 1, pixel * 3, pixel * 3 + 3)
    const middles = rows.map((row) => {
      const picture = augment({ shiftX: 0.2 }, row, edge)
      return (
        Array.from({ length: 10 }, (_, x) => picture[x * 3] ?? 0).reduce((sum, value) => sum + value, 0) - 5
      )
    })
    expect(Math.max(...middles)).toBeLessThanOrEqual(2)
    expect(Math.max(...middles)).toBeGreaterThan(1.8)
    expect(Math.min(...middles)).toBeGreaterThanOrEqual(-2)
    expect(Math.min(...middles)).toBeLessThan(-1.8)
  })

  it('fills what is empty with the value it was told', () => {
    const white = new Float32Array(SIZE).fill(1)
    const corner = augment({ rotation: 45, fillMode: 'constant', fillValue: 0.5 }, 2, white)
    expect(corner[0]).toBe(0.5)
    expect(augment({ rotation: 45 }, 2, white)).toEqual(white)
  })

  it('crops within the picture: nothing from beside it appears', () => {
    const white = new Float32Array(SIZE).fill(1)
    for (const row of rows) {
      const cropped = augment({ crop: 0.9, fillMode: 'constant' }, row, white)
      expect(cropped.every((value) => value > 0.999)).toBe(true)
    }
  })

  it('keeps brightness, contrast and noise within 0 and 1, about the picture as it was', () => {
    for (const settings of [{ brightness: 0.5 }, { contrast: 0.9 }, { noise: 0.3 }]) {
      const pictures = rows.map((row) => augment(settings, row))
      expect(pictures.every((picture) => picture.every((value) => value >= 0 && value <= 1))).toBe(true)
      const mean = pictures.reduce((sum, picture) => sum + (picture[40] ?? 0), 0) / rows.length
      expect(Math.abs(mean - (shares[40] ?? NaN))).toBeLessThan(0.06)
    }
  })

  it('adds noise of the deviation it was told', () => {
    const grey = new Float32Array(SIZE).fill(0.5)
    const squares = rows.flatMap((row) =>
      [...augment({ noise: 0.1 }, row, grey)].map((value) => (value - 0.5) ** 2),
    )
    const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
    expect(Math.abs(deviation - 0.1)).toBeLessThan(0.002)
  })

  it('cuts out a rectangle of the size it was told, less what lies outside', () => {
    const white = new Float32Array(SIZE).fill(1)
    const counts = rows.map(
      (row) => augment({ cutout: 0.5 }, row, white).filter((value) => value === 0).length / 3,
    )
    expect(Math.max(...counts)).toBe(4 * 5)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2 * 2)
  })
})

describe('drawChange', () => {
  it('draws the same of one kind whatever the strength of another', () => {
    const draw = (settings: Partial<Augmentation>): Change =>
      drawChange({ ...NO_AUGMENTATION, ...settings }, augmentRandom(1, 2, 3))
    const { rotation, cutX, noisePlace } = draw({ rotation: 20, crop: 0.5, zoom: 0.3 })
    expect(draw({ rotation: 20 })).toMatchObject({ rotation, cutX, noisePlace })
    expect(draw({ rotation: 10 }).rotation).toBeCloseTo(rotation / 2, 12)
  })
})

describe('mixupPairs', () => {
  const order = Int32Array.from({ length: 4000 }, (_, index) => 3999 - index)

  it.each([0.05, 0.2, 1, 4])('draws shares of Beta(%d, %d)', (alpha) => {
    const { shares } = mixupPairs(order, alpha, createRandom(5))
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.01)
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  })

  it('mixes in every row once, and nothing where α is 0', () => {
    const { partners, shares } = mixupPairs(order, 0, createRandom(5))
    expect(partners.toSorted()).toEqual(order.toSorted())
    expect(shares.every((share) => share === 1)).toBe(true)
  })

  it('mixes numbers by their share', () => {
    const row = Float32Array.of(1, 0)
    mixRows(row, Float32Array.of(0, 1), 0.75)
    expect([...row]).toEqual([0.75, 0.25])
  })
})
