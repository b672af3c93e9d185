import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { RecipeStep } from '../../../shared/domain/recipe'
import { PREVIEW_TABLE_ROWS, RecipePreview } from '../../../shared/domain/recipePreview'
import { previewRecipe } from './previewRecipe'
import { layOut, type SampleColumn } from './testing/samplePlans'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

const count = <T>(length: number, cell: (at: number) => T) => Array.from({ length }, (_, at) => cell(at))
const columns: SampleColumn[] = [
  { name: 'size', cells: count(100, (at) => (at % 4 === 0 ? null : at)) },
  { name: 'colour', type: 'category', cells: count(100, (at) => ['red', 'green', 'blue'][at % 3] ?? null) },
  {
    name: 'day',
    type: 'date',
    cells: count(100, (at) => `2024-01-${String((at % 28) + 1).padStart(2, '0')}`),
  },
  {
    name: 'y',
    type: 'category',
    role: 'target',
    cells: count(100, (at) => (at % 10 === 0 ? 'rare' : 'usual')),
  },
]

function preview(recipe: readonly Step[], stepId: string | null = null): RecipePreview {
  const found = previewRecipe(layOut({ columns, recipe, isCompleted: true }), stepId)
  // It crosses a border as JSON.
  return v.parse(RecipePreview, JSON.parse(JSON.stringify(found)))
}

const factsOf = (found: RecipePreview, id: string) => found.steps.find((step) => step.id === id)?.facts ?? []

describe('previewRecipe', () => {
  it('says of every step what it did', () => {
    const found = preview([])
    expect(
      found.steps.map(({ id, columnsBefore, columnsAfter }) => [id, columnsBefore, columnsAfter]),
    ).toEqual([
      ['impute', 3, 3],
      ['impute2', 3, 3],
      ['encode', 3, 5],
      ['scale', 5, 5],
    ])
    expect(factsOf(found, 'impute')).toMatchObject([
      { kind: 'filled', column: 'size', count: expect.any(Number) as number },
      { kind: 'filled', column: 'day', count: 0 },
    ])
    expect(factsOf(found, 'encode')).toMatchObject([
      { kind: 'encoded', column: 'colour', inputs: 3, others: 0 },
      { kind: 'columnsAdded', count: 3 },
      { kind: 'columnsRemoved', count: 1 },
    ])
    expect(factsOf(found, 'scale')).toMatchObject([{ kind: 'scaled', column: 'size' }, { kind: 'scaled' }])
    expect(found.problem).toBeNull()
  })

  it('shows the first rows before and after a step, dates as dates', () => {
    const found = preview([], 'impute')
    expect(found.steps.map(({ id }) => id)).toEqual(['impute'])
    expect(found.before.rows).toHaveLength(PREVIEW_TABLE_ROWS)
    expect(found.before.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['size', 'figures'],
      ['colour', 'texts'],
      ['day', 'figures'],
    ])
    expect(found.before.rows.some(([size]) => size === null)).toBe(true)
    expect(found.after.rows.some(([size]) => size === null)).toBe(false)
    expect(found.after.columns[0]).toMatchObject({ missing: 0 })
    expect(found.before.columns[0]?.missing).toBeGreaterThan(0)
    expect(found.before.rows[0]?.[2]).toMatch(/^2024-01-\d\d$/)
  })

  it('counts every figure of a column in its histogram', () => {
    const { before, rowsBefore } = preview([])
    const { missing = 0, histogram } = before.columns[0] ?? {}
    expect((histogram?.counts ?? []).reduce((sum, bin) => sum + bin, missing)).toBe(rowsBefore)
  })

  it('tells scores, components, powers and edges', () => {
    const found = preview([
      { kind: 'transform', id: 'power', columns: ['size'] },
      { kind: 'bin', id: 'bins', columns: ['size'], bins: 3 },
      { kind: 'select', id: 'best', columns: 'numbers', count: 1 },
      { kind: 'reduce', id: 'few', columns: 'numbers' },
      { kind: 'normalize', id: 'off', columns: 'numbers', isOff: true },
    ])
    const kinds = (id: string) => factsOf(found, id).map(({ kind }) => kind)
    expect(kinds('power')).toEqual(['lambda'])
    expect(kinds('bins')).toEqual(['edges'])
    expect(factsOf(found, 'best')[0]).toMatchObject({ kind: 'scores', keptCount: 1 })
    expect(kinds('few')).toContain('components')
    expect(kinds('off')).toEqual(['nothingToDo'])
  })

  it('tells how many rows are left out, and what classes weigh', () => {
    const found = preview([
      { kind: 'filter', id: 'some', columns: ['colour'], test: 'differs', value: 'red' },
      { kind: 'balance', id: 'even', columns: [], method: 'oversample' },
    ])
    expect(factsOf(found, 'some')).toEqual([{ kind: 'rowsLeftOut', count: 34 }])
    const [fact] = factsOf(found, 'even')
    expect(fact).toMatchObject({ kind: 'balanced' })
    expect(fact?.kind === 'balanced' && new Set(fact.classes.map(({ after }) => after)).size).toBe(1)
    expect(found.rowsAfter).toBeGreaterThan(found.rowsBefore)
  })

  it('says where a recipe cannot be followed, and shows it up to there', () => {
    const found = preview([
      { kind: 'scale', id: 'early', columns: ['size'], method: 'standard' },
      { kind: 'lag', id: 'late', columns: ['size'] },
    ])
    expect(found.problem).toMatchObject({ stepId: 'late', code: 'recipe/past-step-late' })
  })

  it('shows nothing while there is no target', () => {
    const { data, division } = layOut({ columns, recipe: [] })
    const found = previewRecipe({ data: { ...data, target: null }, division }, null)
    expect(found).toMatchObject({ rowsBefore: 0, steps: [], problem: null })
  })
})
