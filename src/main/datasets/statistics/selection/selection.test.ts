import { describe, expect, it } from 'vitest'
import { readGolden } from '../testing/goldens'
import { keepBest, keepUncorrelated, keepVarying } from './filters'

describe('keepVarying', () => {
  it('keeps the columns that scikit-learn keeps', () => {
    const golden = readGolden('scores')
    const wanted = [...golden.column('variance')].flatMap((isKept, place) => (isKept === 1 ? [place] : []))
    expect(keepVarying(golden.table('columns'), 0.5)).toEqual(wanted)
  })

  it('never keeps a constant, rounded or empty column', () => {
    const columns = [Float64Array.of(0.1, 0.1, 0.1), Float64Array.of(NaN), Float64Array.of(0, 1, NaN)]
    expect(keepVarying(columns, 0)).toEqual([2])
  })
})

describe('keepUncorrelated', () => {
  const first = Float64Array.of(1, 2, 3, 4, 5, 6)
  const opposite = first.map((value) => -2 * value)
  const other = Float64Array.of(1, -1, 1, -1, 1, -1)
  const between = first.map((value, row) => value + 1.2 * (other[row] ?? 0))

  it('drops the later of a pair, whichever way it goes', () => {
    expect(keepUncorrelated([first, opposite, other], 0.9)).toEqual([0, 2])
    expect(keepUncorrelated([other, opposite, first], 0.9)).toEqual([0, 1])
  })

  it('compares with columns that stay only', () => {
    // The middle one is like both others, which are not like each other.
    expect(keepUncorrelated([first, between, other], 0.5)).toEqual([0, 2])
  })

  it('keeps a column whose correlation is unknown', () => {
    expect(keepUncorrelated([first, new Float64Array(6)], 0.9)).toEqual([0, 1])
  })
})

describe('keepBest', () => {
  it('keeps the largest scores in their order, the earlier of equal ones, unknown ones last', () => {
    expect(keepBest([1, 5, NaN, 5, Infinity], 2)).toEqual([1, 4])
    expect(keepBest([NaN, 0], 1)).toEqual([1])
    expect(keepBest([1, 2], 9)).toEqual([0, 1])
  })
})
