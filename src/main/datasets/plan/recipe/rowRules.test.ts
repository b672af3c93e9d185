import { describe, expect, it } from 'vitest'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { layOut, type SampleColumn } from '../../recipe/testing/samplePlans'
import { findRecipeProblem } from './findRecipeProblem'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

const columns: SampleColumn[] = [
  { name: 'size', cells: [1, 2, null, 4, 2] },
  { name: 'colour', type: 'category', cells: ['red', 'green', 'red', null, 'green'] },
  { name: 'day', type: 'date', cells: ['2024-01-01', '2024-01-02', '2024-01-03', null, '2024-01-02'] },
  { name: 'aside', type: 'category', role: 'ignored', cells: ['x', 'y', 'x', 'y', 'y'] },
  { name: 'y', role: 'target', cells: [1, 2, 3, 4, 2] },
]
const FILLED: Step[] = [
  { kind: 'impute', columns: ['size', 'day'], method: 'median' },
  { kind: 'impute', columns: ['colour'], method: 'ownCategory' },
]

function select(...steps: Step[]) {
  return layOut({ columns, recipe: [...steps, ...FILLED] }).division.selection
}
const filter = (column: string, test: string, value = ''): Step =>
  ({ kind: 'filter', id: 'filter', columns: [column], test, value }) as Step

describe('filter', () => {
  it.each([
    ['size', 'equals', '2', [1, 4]],
    ['size', 'differs', '2', [0, 2, 3]],
    ['size', 'less', '2', [0]],
    ['size', 'atLeast', '2', [1, 3, 4]],
    ['size', 'isMissing', '', [2]],
    ['size', 'isPresent', '', [0, 1, 3, 4]],
    ['colour', 'equals', 'red', [0, 2]],
    ['colour', 'differs', 'red', [1, 3, 4]],
    ['colour', 'contains', 'ree', [1, 4]],
    ['day', 'more', '2024-01-01', [1, 2, 4]],
    ['day', 'atMost', '2024-01-02', [0, 1, 4]],
    ['aside', 'equals', 'y', [1, 3, 4]],
  ])('keeps the rows where %s %s %s', (column, test, value, rows) => {
    const selection = select(filter(column, test, value))
    expect([...selection.rows]).toEqual(rows)
    expect(selection.leftOut).toEqual([{ stepId: 'filter', count: 5 - rows.length }])
    expect(selection.droppedCount).toBe(5 - rows.length)
  })

  it('says which value is none of the kind of its column', () => {
    const laid = layOut({ columns, recipe: [filter('day', 'less', 'yesterday')] })
    expect(findRecipeProblem(laid.data)).toMatchObject({
      code: 'recipe/filter-value',
      details: { step: 'filter', column: 'day', value: 'yesterday' },
    })
  })

  it('does nothing while it is switched off', () => {
    expect(select({ ...filter('size', 'equals', '2'), isOff: true }).rows).toHaveLength(5)
  })
})

describe('deduplicate', () => {
  it('keeps the first or the last of rows that are alike in all columns', () => {
    expect([...select({ kind: 'deduplicate', columns: [] }).rows]).toEqual([0, 1, 2, 3])
    expect([...select({ kind: 'deduplicate', columns: [], keep: 'last' }).rows]).toEqual([0, 2, 3, 4])
  })

  it('looks at some columns only, where they are named; gaps are alike', () => {
    expect([...select({ kind: 'deduplicate', columns: ['colour'] }).rows]).toEqual([0, 1, 3])
    expect([...select({ kind: 'deduplicate', columns: ['colour', 'size'] }).rows]).toEqual([0, 1, 2, 3])
  })
})

describe('cells that nothing fills', () => {
  const needs = (...recipe: Step[]) => [...layOut({ columns, recipe }).division.selection.required].sort()

  it('leave rows out', () => {
    const { selection } = layOut({ columns, recipe: [] }).division
    expect([...selection.rows]).toEqual([0, 1, 4])
    expect([...selection.required].sort()).toEqual(['colour', 'day', 'size'])
  })

  it('do not matter where a step fills what is made of them, or takes it away', () => {
    expect(needs(...FILLED)).toEqual([])
    expect(needs({ kind: 'drop', columns: ['size', 'day', 'colour'] })).toEqual([])
    expect(
      needs(
        { kind: 'dateParts', columns: ['day'] },
        { kind: 'impute', columns: 'numbers', method: 'mean' },
        { kind: 'impute', columns: 'categories', method: 'mode' },
      ),
    ).toEqual([])
  })

  it('matter to a step that comes before they are filled', () => {
    expect(needs({ kind: 'encode', columns: ['colour'], method: 'oneHot' }, ...FILLED)).toEqual(['colour'])
    expect(needs({ kind: 'reduce', columns: ['size'] }, ...FILLED)).toEqual(['size'])
  })
})

describe('steps that look back', () => {
  const series: SampleColumn[] = [
    { name: 'a', cells: [5, 1, 4, 2, 3] },
    { name: 't', role: 'ignored', cells: [5, 1, 4, 2, 3] },
    { name: 'y', role: 'target', cells: [50, 10, 40, 20, 30] },
  ]
  const lay = (...recipe: Step[]) =>
    layOut({
      columns: series,
      recipe,
      change: {
        split: { kind: 'timeOrdered', train: 0.6, validation: 0.2, test: 0.2, column: 't', gap: 0, folds: 1 },
      },
    })

  it('see the rows in the order of time, and leave out those that have none before them', () => {
    const { selection } = lay({ kind: 'lag', columns: ['a'], lags: [1] }).division
    expect(selection.past.columns.map(({ column }) => column.name)).toEqual(['a.lag1'])
    expect([...(selection.past.columns[0]?.view.values ?? [])]).toEqual([4, NaN, 3, 1, 2])
    expect([...selection.rows]).toEqual([0, 2, 3, 4])
  })

  it('keep all rows where their gaps are filled', () => {
    const { selection } = lay(
      { kind: 'difference', columns: ['a'], distance: 2 },
      { kind: 'impute', columns: 'numbers', method: 'constant', constant: '0' },
    ).division
    expect(selection.rows).toHaveLength(5)
  })

  it('cannot stand behind one that learns', () => {
    const { data } = lay(
      { kind: 'scale', columns: ['a'], method: 'standard' },
      { kind: 'lag', id: 'late', columns: ['a'] },
    )
    expect(findRecipeProblem(data)).toMatchObject({
      code: 'recipe/past-step-late',
      details: { step: 'late' },
    })
  })
})
