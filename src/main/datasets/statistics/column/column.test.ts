import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isConstant, momentsOf, rangeOf } from './moments'
import { evenShares, quantilesOf, quantilesOfSorted } from './quantiles'
import { orderOf, ranksOf } from './ranks'
import { sampleRows } from './sampleRows'
import { medianOf, selectRank } from './select'

const figures = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 })

describe('selectRank', () => {
  it('puts the item of a rank in its place', () => {
    fc.assert(
      fc.property(figures, fc.nat(), (items, at) => {
        const rank = at % items.length
        const changed = Float64Array.from(items)
        const found = selectRank(changed, rank)
        // A negative zero is as good as a positive one.
        expect(found + 0).toBe((Float64Array.from(items).sort()[rank] ?? NaN) + 0)
        expect(changed.subarray(0, rank).every((item) => item <= found)).toBe(true)
        expect(changed.subarray(rank).every((item) => item >= found)).toBe(true)
      }),
    )
  })

  it('is quick on columns that rise, fall, or rise and fall', () => {
    const count = 200_000
    for (const item of [
      (at: number) => at,
      (at: number) => -at,
      (at: number) => Math.min(at, count - at),
      (at: number) => at % 2,
    ]) {
      const items = Float64Array.from({ length: count }, (_, at) => item(at))
      expect(medianOf(items)).toBe(quantilesOfSorted(items.slice().sort(), [0.5])[0])
    }
  })
})

describe('medianOf', () => {
  it('is the middle of the sorted figures, or the mean of the two in the middle', () => {
    const few = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }))
    fc.assert(
      fc.property(fc.array(few, { minLength: 1, maxLength: 60 }), (items) => {
        const sorted = Float64Array.from(items).sort()
        const [lower = NaN, upper = lower] = sorted.slice((items.length - 1) >> 1, (items.length >> 1) + 1)
        expect(medianOf(Float64Array.from(items)) + 0).toBe((lower + upper) / 2 + 0)
      }),
    )
  })
})

describe('quantilesOf', () => {
  it('selects the same as it reads off a sorted column', () => {
    fc.assert(
      fc.property(
        figures,
        fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { maxLength: 6 }),
        (items, shares) => {
          const ascending = [...shares].sort((left, right) => left - right)
          const sorted = Float64Array.from(items).sort()
          const unsigned = (values: Float64Array) => values.map((value) => value + 0)
          expect(unsigned(quantilesOf(Float64Array.from(items), ascending))).toEqual(
            unsigned(quantilesOfSorted(sorted, ascending)),
          )
        },
      ),
    )
  })

  it('is unknown where no figure is there', () => {
    expect([...quantilesOf(Float64Array.of(NaN, NaN), [0.5])]).toEqual([NaN])
  })
})

describe('evenShares', () => {
  it('ends exactly at 1', () => {
    expect(evenShares(1)).toEqual([0])
    expect(evenShares(3)).toEqual([0, 0.5, 1])
    expect(evenShares(50).at(-1)).toBe(1)
  })
})

describe('ranksOf', () => {
  it('lets ties share the mean of their ranks and leaves missing figures out', () => {
    expect([...ranksOf(Float64Array.of(5, NaN, 1, 5, 2))]).toEqual([3.5, NaN, 1, 3.5, 2])
    expect([...orderOf(Float64Array.of(5, NaN, 1, 5, 2))]).toEqual([2, 4, 0, 3])
  })
})

describe('momentsOf', () => {
  it('leaves missing figures out', () => {
    expect(momentsOf(Float64Array.of(1, NaN, 3))).toEqual({ count: 2, mean: 2, variance: 1 })
    expect(momentsOf(Float64Array.of(NaN))).toEqual({ count: 0, mean: 0, variance: 0 })
    expect(rangeOf(Float64Array.of(NaN))).toBeNull()
  })

  it('keeps its digits far from 0', () => {
    expect(momentsOf(Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3)).variance).toBeCloseTo(2 / 3, 12)
  })

  it('knows a constant by its rounding', () => {
    expect(isConstant(momentsOf(new Float64Array(1000).fill(0.1)))).toBe(true)
    expect(isConstant(momentsOf(Float64Array.of(1e-12, 2e-12)))).toBe(false)
  })
})

describe('sampleRows', () => {
  it.each([
    [1000, 300],
    [1000, 100],
    [808, 101],
    [5, 4],
  ])('draws so many different rows of %i, ascending, the same for the same seed: %i', (rowCount, limit) => {
    const rows = sampleRows(rowCount, limit, 3)
    expect(new Set(rows).size).toBe(limit)
    expect(rows).toEqual(rows.slice().sort())
    expect(rows[0]).toBeGreaterThanOrEqual(0)
    expect(rows.at(-1)).toBeLessThan(rowCount)
    expect(sampleRows(rowCount, limit, 3)).toEqual(rows)
  })

  it('draws others for another seed, and all where there are no more', () => {
    expect(sampleRows(1000, 100, 4)).not.toEqual(sampleRows(1000, 100, 3))
    expect([...sampleRows(3, 5, 0)]).toEqual([0, 1, 2])
  })

  it.each([150, 12])('draws each row as often as any other, %i at a time', (limit) => {
    const draws = 4000
    const times = new Float64Array(200)
    for (let seed = 0; seed < draws; seed++)
      for (const row of sampleRows(200, limit, seed)) times[row] = (times[row] ?? 0) + 1
    const share = limit / 200
    const error = Math.sqrt((share * (1 - share)) / draws)
    for (const count of times) expect(Math.abs(count / draws - share)).toBeLessThan(5 * error)
  })
})
