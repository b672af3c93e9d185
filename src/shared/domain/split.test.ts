import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS, foldCount, Split, SPLIT_KINDS, splitColumnOf } from './split'

describe('Split', () => {
  it('reads the splits of versions that were stored before groups were known', () => {
    const stored = { kind: 'holdout', train: 0.64, validation: 0.16, test: 0.2, isStratified: true, seed: 1 }
    expect(v.parse(Split, stored)).toEqual({ ...stored, group: null })
  })

  it.each(SPLIT_KINDS)('reads how a split of kind %s begins', (kind) => {
    expect(v.parse(Split, DEFAULT_SPLITS[kind])).toEqual(DEFAULT_SPLITS[kind])
  })

  it('says how many folds each kind makes', () => {
    const counts = SPLIT_KINDS.map((kind) => foldCount(DEFAULT_SPLITS[kind], { groupCount: 10 }))
    expect(counts).toEqual([1, 1, 5, 8, 1])
    expect(foldCount({ ...DEFAULT_SPLITS.kFold, repeats: 3 }, { groupCount: 0 })).toBe(15)
    expect(foldCount({ ...DEFAULT_SPLITS.leaveOneGroupOut, test: 0 }, { groupCount: 10 })).toBe(10)
  })

  it('names the column it divides by', () => {
    expect(splitColumnOf({ ...DEFAULT_SPLITS.holdout, group: 'patient' })).toBe('patient')
    expect(splitColumnOf({ ...DEFAULT_SPLITS.timeOrdered, column: 'day' })).toBe('day')
    expect(splitColumnOf(DEFAULT_SPLITS.kFold)).toBeNull()
  })
})
