import { describe, expect, it } from 'vitest'
import { DEFAULT_SERIES } from '@shared/domain/series'
import { DEFAULT_SPLITS } from '@shared/domain/split'
import { SERIES } from '../testing/profile'
import { momentFormat, timePartsOf, windowOf } from './seriesView'

describe('timePartsOf', () => {
  it('divides the rows that are not sealed as the split does', () => {
    const { stretches, sealedShare } = timePartsOf(DEFAULT_SPLITS.timeOrdered)
    expect(stretches[0]?.to).toBeCloseTo(0.8)
    expect(stretches[1]).toEqual({ part: 'validation', from: stretches[0]?.to, to: 1 })
    expect(sealedShare).toBeCloseTo(0.25)
  })

  it('lets every piece but the first validate where there are folds', () => {
    const { stretches } = timePartsOf({ ...DEFAULT_SPLITS.timeOrdered, folds: 4 })
    expect(stretches[0]?.to).toBeCloseTo(0.2)
  })

  it('claims nothing about when rows of a named part were', () => {
    expect(timePartsOf(DEFAULT_SPLITS.column)).toMatchObject({ stretches: [{ to: 1 }], sealedShare: 0 })
  })
})

describe('windowOf', () => {
  it('is a share of the series, or nothing where it could not be seen', () => {
    expect(windowOf(DEFAULT_SERIES, { longest: 100 })).toEqual({ lookback: 0.12, horizon: 0.01 })
    expect(windowOf(DEFAULT_SERIES, { longest: 100_000 })).toBeNull()
    expect(windowOf(null, { longest: 100 })).toBeNull()
  })
})

describe('momentFormat', () => {
  it('writes days as dates and numbers as numbers', () => {
    expect(momentFormat(SERIES, true, 'en')(365)).toBe('Jan 1, 1971')
    expect(momentFormat(SERIES, false, 'en')(1970)).toBe('1,970')
  })

  it('tells the time of day where rows follow within a day', () => {
    const hourly = { frequency: { ...SERIES.frequency, unit: 'hour' as const } }
    expect(momentFormat(hourly, true, 'en')(0.5)).toContain('12:00')
  })
})
