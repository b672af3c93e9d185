import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS, type Split } from '../../../shared/domain/split'
import { divideRows } from './divideRows'
import { findSplitProblem } from './findSplitProblem'

/** Rows 0, 1, 2 …, dealt to `groupCount` groups in turn. */
function problemOf(split: Split, rowCount: number, groupCount = 1) {
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row)
  const groupOf = rows.map((row) => row % groupCount)
  const request = { split, rows, classOf: null, groupOf, timeOf: null, partOf: null }
  const problem = findSplitProblem(split, divideRows(request), { groupCount })
  return problem && [problem.code, problem.details]
}

describe('findSplitProblem', () => {
  const { holdout, timeOrdered, kFold, leaveOneGroupOut, column } = DEFAULT_SPLITS

  it.each([
    ['a holdout of many rows', holdout, 50, 1],
    ['three groups in three parts', { ...holdout, group: 'who' }, 50, 3],
    ['folds that seal nothing', { ...kFold, test: 0 }, 50, 1],
    ['folds of groups', { ...kFold, group: 'who' }, 60, 12],
    ['three groups that are left out', { ...leaveOneGroupOut, group: 'who' }, 9, 3],
    ['a growing past', { ...timeOrdered, folds: 5 }, 50, 1],
  ] as const)('is content with %s', (_, split, rows, groups) => {
    expect(problemOf(split, rows, groups)).toBeNull()
  })

  it.each<[string, Split, [number, number], unknown]>([
    ['a part without a row', holdout, [3, 1], ['dataset/empty-split', { part: 'validation' }]],
    [
      'two groups in three parts',
      { ...holdout, group: 'who' },
      [50, 2],
      ['dataset/too-few-groups', { column: 'who', count: 2, needed: 3 }],
    ],
    [
      'fewer groups than folds',
      { ...kFold, group: 'who' },
      [50, 5],
      ['dataset/too-few-groups', { column: 'who', count: 5, needed: 6 }],
    ],
    [
      'a single group to leave out',
      { ...leaveOneGroupOut, group: 'who' },
      [50, 1],
      ['dataset/too-few-groups', { column: 'who', count: 1, needed: 3 }],
    ],
    [
      'too many groups to leave each out',
      { ...leaveOneGroupOut, group: 'who' },
      [300, 101],
      ['dataset/too-many-groups', { column: 'who', count: 101, limit: 100 }],
    ],
    [
      'fewer rows than folds',
      { ...kFold, folds: 20 },
      [12, 1],
      ['dataset/empty-fold', { fold: 11, part: 'validation' }],
    ],
    [
      'a gap as long as the past',
      { ...timeOrdered, folds: 3, gap: 10 },
      [50, 1],
      ['dataset/empty-fold', { fold: 1, part: 'train' }],
    ],
    ['a column that names no test row', column, [50, 1], ['dataset/empty-split', { part: 'test' }]],
  ])('tells of %s', (_, split, [rows, groups], problem) => {
    expect(problemOf(split, rows, groups)).toEqual(problem)
  })
})
