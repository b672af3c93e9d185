import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../shared/domain/column'
import { Recipe, type RecipeStep } from '../../../shared/domain/recipe'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { DEFAULT_SPLIT } from '../../../shared/domain/split'
import { createDatasetEngine } from '../engine'
import { writeTable } from '../testing/temporaryFiles'
import { listClasses } from './classLabels'
import { completeRecipe } from './recipe/recipeSteps'

const engine = createDatasetEngine()
const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n')
const TABLE = `size,colour,note,price\n${rows(40, (index) => `${index % 9},${['red', 'green', ''][index % 3]},same,${index * 1.5}`)}\n`

async function review(change: (plan: DatasetPlan) => DatasetPlan, table = TABLE) {
  const file = writeTable(table)
  const { plan } = await engine.propose(file, {})
  return engine.review(file, change(plan))
}

const withColumn = (plan: DatasetPlan, name: string, change: Partial<Column>): DatasetPlan => ({
  ...plan,
  columns: plan.columns.map((column) => (column.name === name ? { ...column, ...change } : column)),
})

describe('propose', () => {
  it('proposes target, task, roles, recipe and split', async () => {
    const { plan, problem, counts } = await engine.propose(writeTable(TABLE), {})
    expect(plan.columns.map(({ name, role }) => [name, role])).toEqual([
      ['size', 'input'],
      ['colour', 'input'],
      ['note', 'ignored'],
      ['price', 'target'],
    ])
    expect(plan.task).toBe('regression')
    expect(plan.split).toMatchObject({
      train: 0.64,
      validation: 0.16,
      test: 0.2,
      isStratified: false,
      seed: 1,
    })
    expect(plan.recipe).toMatchObject([
      { id: 'impute', kind: 'impute', columns: ['size'], method: 'median' },
      { id: 'impute2', kind: 'impute', columns: ['colour'], method: 'ownCategory' },
      { id: 'encode', kind: 'encode', columns: ['colour'], method: 'oneHot', maxCategories: 50 },
      { id: 'scale', kind: 'scale', columns: ['size'], method: 'standard' },
    ])
    expect(problem).toBeNull()
    expect(counts).toEqual({ train: 26, validation: 6, test: 8 })
  })

  it.each([
    ['a,target,b', 'target'],
    ['a,Survived,b', 'Survived'],
    ['species,a,b', 'species'],
    ['a,b,c', 'c'],
  ])('chooses the target of %s', async (header, target) => {
    const { plan } = await engine.propose(
      writeTable(`${header}\n${rows(30, (index) => `${index % 2},${index % 2},${index % 2}`)}`),
      {},
    )
    expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe(target)
  })

  it('passes identifiers, dates and sentences over', async () => {
    const table = `a,b,id\n${rows(30, (index) => `${index % 7},${index % 3},${index + 1}`)}`
    const { plan } = await engine.propose(writeTable(table), {})
    expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe('b')
  })
})

describe('review', () => {
  it.each<[string, (plan: DatasetPlan) => DatasetPlan]>([
    ['dataset/no-target', (plan) => withColumn(plan, 'price', { role: 'input' })],
    ['dataset/no-target', (plan) => withColumn(plan, 'size', { role: 'target' })],
    [
      'dataset/no-inputs',
      (plan) => ({
        ...plan,
        columns: plan.columns.map((column) =>
          column.role === 'input' ? { ...column, role: 'ignored' as const } : column,
        ),
      }),
    ],
    ['dataset/target-not-binary', (plan) => ({ ...plan, task: 'binary' })],
    [
      'dataset/empty-split',
      (plan) => ({ ...plan, split: { ...DEFAULT_SPLIT, train: 0.97, validation: 0.01, test: 0.02 } }),
    ],
  ])('says %s', async (code, change) => {
    expect((await review(change)).problem?.code).toBe(code)
  })

  it('says that words are no numbers, and shows one', async () => {
    const plan = (proposed: DatasetPlan) =>
      withColumn(withColumn(proposed, 'price', { role: 'ignored' }), 'colour', { role: 'target' })
    expect((await review(plan)).problem).toEqual({
      code: 'dataset/target-not-number',
      details: { column: 'colour', value: 'red' },
    })
  })

  it('says that classes are too many', async () => {
    const table = `a,b\n${rows(1200, (index) => `${index % 9},${index * 1.1}`)}`
    expect((await review((plan) => ({ ...plan, task: 'multiclass' }), table)).problem).toEqual({
      code: 'dataset/target-many-classes',
      details: { column: 'b', count: 1200, limit: 1000 },
    })
  })

  it('says that a column which is to be used holds nothing', async () => {
    const table = `a,b,class\n${rows(20, (index) => `${index % 5},,${index % 2}`)}`
    const { problem } = await review((plan) => withColumn(plan, 'b', { role: 'input' }), table)
    expect(problem).toEqual({ code: 'dataset/all-missing', details: { column: 'b' } })
  })

  it('says that the target never changes', async () => {
    const table = `a,class\n${rows(20, (index) => `${index % 5},7`)}`
    expect((await review((plan) => ({ ...plan, task: 'regression' }), table)).problem).toEqual({
      code: 'dataset/target-constant',
      details: { column: 'class', value: 7 },
    })
  })

  it('refuses a column that the file does not have', async () => {
    await expect(
      review((plan) => ({
        ...plan,
        columns: [...plan.columns, { name: 'ghost', index: 9, type: 'number', role: 'input' }],
      })),
    ).rejects.toMatchObject({ code: 'dataset/unknown-column', details: { column: 'ghost' } })
  })

  it('sets rows aside whose cell is no number once a column is one of numbers', async () => {
    const table = `a,b,class\n${rows(20, (index) => `${index === 4 ? 'four' : index},${index % 2 ? 'u' : '3'},${index % 2}`)}`
    const preview = await review((plan) => withColumn(plan, 'b', { type: 'number', role: 'input' }), table)
    expect(preview.rowCount + preview.rejectedCount).toBe(20)
    expect(preview.rejected.slice(0, 3)).toEqual([
      { line: 3, column: 'b', cause: 'notANumber', text: '1,u,1' },
      { line: 5, column: 'b', cause: 'notANumber', text: '3,u,1' },
      { line: 6, column: 'a', cause: 'notANumber', text: 'four,3,0' },
    ])
  })

  it('uses figures as categories when asked to', async () => {
    const preview = await review((plan) => withColumn(plan, 'size', { type: 'category' }))
    expect(preview.profiles[0]).toMatchObject({
      suggestedType: 'number',
      distinct: 9,
      values: { kind: 'values' },
    })
    expect(preview.plan.recipe).toContainEqual(
      expect.objectContaining({ kind: 'encode', columns: ['colour', 'size'], method: 'oneHot' }),
    )
  })

  it('leaves out rows whose missing cell nothing fills, and counts them', async () => {
    const preview = await review((plan) => ({
      ...plan,
      recipe: plan.recipe.map((step) =>
        step.kind === 'impute' && step.columns.includes('colour')
          ? { ...step, method: 'dropRow' as const }
          : step,
      ),
    }))
    const used = preview.counts.train + preview.counts.validation + preview.counts.test
    expect(used).toBe(27)
    expect(preview.remarks).toContainEqual({ kind: 'droppedRows', column: null, value: 13 })
  })

  it('takes another text for missing without reading the file again', async () => {
    const preview = await review((plan) => ({ ...plan, dialect: { ...plan.dialect, missing: ['red', '5'] } }))
    expect(preview.profiles.map(({ missing }) => missing)).toEqual([4, 27, 0, 0])
  })

  it('counts rows = kept + rejected, whatever the plan', async () => {
    const broken = TABLE.replace('\n3,', '\n3,,').replace('\n5,', '\n"5,')
    const preview = await review((plan) => plan, broken)
    expect(preview.rowCount + preview.rejectedCount).toBe(40)
  })
})

describe('completeRecipe', () => {
  const columns: Column[] = [
    { name: 'a', index: 0, type: 'number', role: 'input' },
    { name: 'b', index: 1, type: 'category', role: 'input' },
    { name: 'y', index: 2, type: 'number', role: 'target' },
  ]
  /** Steps as a stored plan has them. */
  const complete = (...steps: Partial<RecipeStep>[]) =>
    completeRecipe({ columns, recipe: v.parse(Recipe, steps), task: 'regression' })

  it('leaves a recipe alone that fits, also where a column is treated less than usual', () => {
    const recipe = complete(
      { kind: 'impute', columns: ['a'], method: 'mean' },
      { kind: 'encode', columns: ['b'], method: 'ordinal', maxCategories: 5 },
    )
    expect(recipe.map(({ id, kind, columns: named }) => [id, kind, named])).toEqual([
      ['impute', 'impute', ['a']],
      ['encode', 'encode', ['b']],
    ])
    expect(complete(...recipe)).toEqual(recipe)
  })

  it('forgets columns that are no inputs and steps that have none left', () => {
    const recipe = complete({ kind: 'scale', columns: ['y', 'gone', 'b'], method: 'minMax' })
    expect(recipe.flatMap((step) => step.columns)).not.toContain('y')
    expect(recipe.map(({ kind, columns: named }) => [kind, named])).toEqual([
      ['impute', ['a']],
      ['impute', ['b']],
      ['encode', ['b']],
      ['scale', ['a']],
    ])
  })

  it('gives every step an id of its own, and keeps those that are', () => {
    const recipe = complete(
      { kind: 'impute', columns: 'numbers', method: 'mean' },
      { kind: 'impute', columns: 'categories', method: 'mode', id: 'impute' },
      { kind: 'impute', columns: 'numbers', method: 'mode', id: 'mine' },
      { kind: 'scale', columns: 'numbers', method: 'robust', id: 'mine' },
    )
    expect(recipe.map(({ id }) => id)).toEqual(['impute2', 'impute', 'mine', 'scale'])
  })

  it('knows columns by their set, and puts what is missing where it usually stands', () => {
    const recipe = complete(
      { kind: 'impute', columns: 'categories', method: 'mode' },
      { kind: 'encode', columns: 'categories', method: 'oneHot' },
      { kind: 'reduce', columns: 'numbers' },
    )
    expect(recipe.map(({ kind, columns: named }) => [kind, named])).toEqual([
      ['impute', 'categories'],
      ['encode', 'categories'],
      ['reduce', 'numbers'],
    ])
    const without = complete({ kind: 'select', columns: ['b'] }, { kind: 'balance', columns: [] })
    expect(without.map(({ kind }) => kind)).toEqual(['impute', 'impute', 'encode', 'scale', 'balance'])
  })

  it('scales what steps make of columns and nothing else treats', () => {
    const recipe = complete({ kind: 'lag', columns: ['a'], lags: [1, 2] })
    expect(recipe.find(({ kind }) => kind === 'scale')?.columns).toEqual(['a', 'a.lag1', 'a.lag2'])
    expect(complete(...recipe)).toEqual(recipe)
  })
})

describe('listClasses', () => {
  const list = (texts: readonly string[]) =>
    listClasses({ texts, codes: Int32Array.from(texts.keys()) }, Int32Array.from(texts.keys()), '.').labels

  it('sorts numbers as numbers and words by their letters', () => {
    expect(list(['10', '9', '1.5'])).toEqual(['1.5', '9', '10'])
    expect(list(['yes', 'no'])).toEqual(['no', 'yes'])
    expect(list(['10', '9', 'x'])).toEqual(['10', '9', 'x'])
  })

  it('lists only classes that the rows have', () => {
    const view = { texts: ['a', 'b', 'c'], codes: Int32Array.from([0, 1, 2, 0]) }
    expect(listClasses(view, Int32Array.from([0, 2, 3]), '.')).toMatchObject({
      labels: ['a', 'c'],
      counts: [2, 1],
    })
  })
})
