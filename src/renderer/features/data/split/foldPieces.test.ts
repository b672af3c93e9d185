import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS } from '@shared/domain/split'
import { foldPieces } from './foldPieces'

const partsOf = (rows: ReturnType<typeof foldPieces>) => rows.map((row) => row.map(({ part }) => part))

describe('foldPieces', () => {
  it('draws nothing where rows are divided once', () => {
    expect(foldPieces(DEFAULT_SPLITS.holdout, 0)).toEqual([])
    expect(foldPieces(DEFAULT_SPLITS.timeOrdered, 0)).toEqual([])
  })

  it('lets each piece validate once, with the sealed rows at the end', () => {
    const rows = foldPieces({ ...DEFAULT_SPLITS.kFold, folds: 3 }, 0)
    expect(partsOf(rows)).toEqual([
      ['validation', 'train', 'test'],
      ['train', 'validation', 'train', 'test'],
      ['train', 'validation', 'test'],
    ])
    for (const row of rows) expect(row.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it('never trains on what lies behind the validation rows of a series', () => {
    const rows = foldPieces({ ...DEFAULT_SPLITS.timeOrdered, folds: 2 }, 0)
    expect(partsOf(rows)).toEqual([
      ['train', 'validation', null, 'test'],
      ['train', 'validation', 'test'],
    ])
  })

  it('leaves out every group that is not sealed', () => {
    expect(foldPieces({ ...DEFAULT_SPLITS.leaveOneGroupOut, group: 'ward' }, 10)).toHaveLength(8)
  })
})
