import { describe, expect, it } from 'vitest'
import type { Column } from './column'
import type { DatasetPlan } from './dataset'
import { fittingTemplates, inputKindsOf } from './fittingTemplates'
import { newStep, type StepKind } from './recipe'
import { DEFAULT_SERIES, type Series } from './series'
import { DEFAULT_SPLIT } from './split'

const column = (type: Column['type'], index: number): Column => ({
  name: `c${index}`,
  index,
  type,
  role: 'input',
})

function makePlan(
  types: readonly Column['type'][],
  steps: readonly StepKind[] = [],
  series: Series | null = null,
) {
  const target: Column = { name: 'y', index: types.length, type: 'category', role: 'target' }
  return {
    columns: [...types.map(column), target],
    task: 'multiclass',
    recipe: steps.map((kind) => newStep(kind, kind, [])),
    split: DEFAULT_SPLIT,
    series,
  } as unknown as DatasetPlan
}

describe('fittingTemplates', () => {
  it.each([
    ['a table', makePlan(['number', 'category']), ['tabularClassifier']],
    [
      'pixel columns',
      makePlan(Array.from({ length: 64 }, () => 'number' as const)),
      ['tabularClassifier', 'columnCnn'],
    ],
    ['pictures', makePlan(['image'], ['picture']), ['pictureCnn']],
    ['texts as tokens', makePlan(['text'], ['tokens']), ['textCnn']],
    ['texts as term weights', makePlan(['text'], ['tfidf']), ['tabularClassifier']],
    ['a table with a text', makePlan(['number', 'text'], ['tokens']), ['tableAndText', 'tabularClassifier']],
    [
      'a table with pictures',
      makePlan(['number', 'image'], ['picture']),
      ['tableAndPicture', 'tabularClassifier'],
    ],
    ['a series', makePlan(['number'], [], DEFAULT_SERIES), ['seriesLstm', 'seriesGru']],
  ])('are those for %s', (_what, plan, templates) => {
    expect(fittingTemplates(plan)).toEqual(templates)
  })

  it('predict numbers of tables by their own', () => {
    expect(fittingTemplates({ ...makePlan(['number']), task: 'regression' })).toEqual(['tabularRegressor'])
  })

  it('take no account of steps that are switched off', () => {
    const off = { ...newStep('tokens', 'tokens', []), isOff: true }
    expect(inputKindsOf({ ...makePlan(['number', 'text']), recipe: [off] })).toEqual(['table'])
  })
})
