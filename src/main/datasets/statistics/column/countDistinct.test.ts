import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDistinct } from './countDistinct'

describe('countDistinct', () => {
  it('counts as a set does, but for what is missing', () => {
    const figure = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.double(),
      fc.constantFrom(NaN, 0, -0, 1e100, -1e100),
    )
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 300 }), (items) => {
        const present = items.filter((item) => !Number.isNaN(item))
        expect(countDistinct(Float64Array.from(items))).toBe(new Set(present).size)
      }),
    )
  })

  it('counts many, in many groups', () => {
    const items = Float64Array.from({ length: 100_000 }, (_, at) => (at % 70_001) / 8 - 3000)
    expect(countDistinct(items)).toBe(70_001)
    expect(countDistinct(items.subarray(1, 50_000))).toBe(49_999)
    expect(countDistinct(Float64Array.from({ length: 200_000 }, (_, at) => at % 3))).toBe(3)
    expect(countDistinct(new Float64Array(0))).toBe(0)
  })
})
