import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLIT } from '../../../shared/domain/split'
import { countParts, splitHoldout } from './holdout'

const range = (count: number) => Int32Array.from({ length: count }, (_, row) => row)

describe('countParts', () => {
  it.each([
    [50, [32, 8, 10]],
    [150, [96, 24, 30]],
    [10, [6, 2, 2]],
    [3, [2, 0, 1]],
    [2, [1, 0, 1]],
    [1, [1, 0, 0]],
    [0, [0, 0, 0]],
  ])('divides %i rows', (count, parts) => {
    expect(countParts(count, DEFAULT_SPLIT)).toEqual(parts)
  })

  it('gives every row to one part, each within one row of its share, and training never goes without', () => {
    const share = fc.integer({ min: 1, max: 97 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), share, share, (count, first, second) => {
        fc.pre(first + second < 100)
        const split = { train: first / 100, validation: second / 100, test: (100 - first - second) / 100 }
        const [train, validation, test] = countParts(count, split)
        expect(train + validation + test).toBe(count)
        expect(train).toBeGreaterThan(0)
        expect(train - split.train * count).toBeLessThan(1)
        if (split.train * count < 1) return
        for (const [rows, share] of [
          [train, split.train],
          [validation, split.validation],
          [test, split.test],
        ] as const) {
          expect(Math.abs(rows - share * count)).toBeLessThan(1.000001)
        }
      }),
    )
  })
})

describe('splitHoldout', () => {
  const classOf = Int32Array.from({ length: 200 }, (_, row) => (row % 20 === 0 ? 1 : 0))

  it('deals every row once, in ascending order within a part', () => {
    const { train, validation, test } = splitHoldout(range(200), classOf, DEFAULT_SPLIT)
    expect([...train, ...validation, ...test].sort((left, right) => left - right)).toEqual([...range(200)])
    for (const part of [train, validation, test])
      expect([...part]).toEqual([...part].sort((left, right) => left - right))
  })

  it('keeps the share of every class where it is stratified', () => {
    const parts = splitHoldout(range(200), classOf, DEFAULT_SPLIT)
    const rare = (rows: Int32Array) => rows.filter((row) => classOf[row] === 1).length
    expect([rare(parts.train), rare(parts.validation), rare(parts.test)]).toEqual([6, 2, 2])
  })

  it('gives the same parts for the same seed and others for another', () => {
    const split = (seed: number) => splitHoldout(range(200), classOf, { ...DEFAULT_SPLIT, seed })
    expect(split(7)).toEqual(split(7))
    expect(split(7)).not.toEqual(split(8))
  })

  it('knows rows by their number, however few are left', () => {
    const rows = Int32Array.from([3, 50, 51, 99, 1000])
    const { train, validation, test } = splitHoldout(rows, null, DEFAULT_SPLIT)
    expect([...train, ...validation, ...test].sort((left, right) => left - right)).toEqual([...rows])
  })
})
