import { describe, expect, it } from 'vitest'
import { suggestGeometry } from './pictureGeometry'

const suggest = (...sizes: [width: number, height: number, count: number][]) =>
  suggestGeometry({ isGrey: false, sizes: sizes.map(([width, height, count]) => ({ width, height, count })) })

describe('suggestGeometry', () => {
  it('keeps the size that all pictures have', () => {
    expect(suggest([28, 28, 60_000])).toMatchObject({ width: 28, height: 28, channels: 3 })
    expect(suggest([92, 112, 40])).toMatchObject({ width: 92, height: 112 })
  })

  it('takes the median of each side, in multiples of 8', () => {
    expect(suggest([30, 50, 10], [41, 61, 80], [500, 400, 10])).toMatchObject({ width: 40, height: 64 })
  })

  it('scales large pictures down, as they are shaped', () => {
    expect(suggest([4000, 3000, 5])).toMatchObject({ width: 224, height: 168 })
    expect(suggest([640, 480, 5], [800, 600, 1])).toMatchObject({ width: 224, height: 168 })
  })

  it('goes below no side that a network could read', () => {
    expect(suggest([4, 3, 5])).toMatchObject({ width: 8, height: 8 })
    expect(suggest([2000, 4, 5])).toMatchObject({ width: 224, height: 8 })
    expect(suggest()).toMatchObject({ width: 8, height: 8 })
  })

  it('is grey where all pictures are', () => {
    expect(suggestGeometry({ isGrey: true, sizes: [{ width: 8, height: 8, count: 1 }] }).channels).toBe(1)
  })
})
