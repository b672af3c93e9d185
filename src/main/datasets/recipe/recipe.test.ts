import { describe, expect, it } from 'vitest'
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Recipe, RecipeStep } from '../../../shared/domain/recipe'
import { DEFAULT_SPLIT } from '../../../shared/domain/split'
import type { ColumnData, PlanData } from '../plan/planData'
import { applyFitted, toRawCells } from './applyFitted'
import { fitRecipe } from './fitRecipe'

const column = (name: string, index: number, type: 'number' | 'category' | 'date' = 'number') => ({
  name,
  index,
  type,
  role: 'input' as const,
})

function numbers(name: string, values: readonly number[]): ColumnData {
  return {
    kind: 'number',
    column: column(name, 0),
    view: { values: Float64Array.from(values), oddRows: new Int32Array(0), oddExample: null },
  }
}

function words(name: string, cells: readonly (string | null)[]): ColumnData {
  const texts = [...new Set(cells.filter((cell) => cell !== null))]
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : texts.indexOf(cell)))
  return { kind: 'category', column: column(name, 1, 'category'), view: { codes, texts } }
}

function fit(input: ColumnData, recipe: Recipe, rows?: readonly number[]): FittedRecipe {
  const rowCount = input.kind === 'number' ? input.view.values.length : input.view.codes.length
  const target = numbers(
    'y',
    Array.from({ length: rowCount }, (_, row) => row),
  )
  const dialect = {
    delimiter: ',',
    quote: '"',
    encoding: 'utf-8',
    hasHeader: true,
    decimal: '.',
    missing: [],
  } as const
  const plan = {
    dialect: { ...dialect, missing: [] },
    columns: [input.column, { ...target.column, role: 'target' as const }],
    task: 'regression' as const,
    recipe,
    split: DEFAULT_SPLIT,
  }
  const data: PlanData = { plan, rowCount, inputs: [input], target }
  return fitRecipe({
    data,
    target,
    rows: Int32Array.from(rows ?? Array.from({ length: rowCount }, (_, row) => row)),
    labels: null,
  })
}

const first = (fitted: FittedRecipe): FittedInput => fitted.inputs[0] as FittedInput
const step = (value: RecipeStep) => value
const impute = (
  name: string,
  method: 'median' | 'mean' | 'mode' | 'constant' | 'ownCategory' | 'dropRow',
  constant?: string,
) => step({ kind: 'impute', columns: [name], method, ...(constant === undefined ? {} : { constant }) })
const encode = (name: string, method: 'oneHot' | 'ordinal', maxCategories = 50) =>
  step({ kind: 'encode', columns: [name], method, maxCategories })
const scale = (name: string, method: 'standard' | 'minMax') =>
  step({ kind: 'scale', columns: [name], method })

describe('fitting a number', () => {
  const column = numbers('x', [1, 2, NaN, 3, 3, 100])

  it.each([
    ['median', undefined, 3],
    ['mean', undefined, 109 / 5],
    ['mode', undefined, 3],
    ['constant', '7.5', 7.5],
    ['constant', 'seven', 3],
    ['dropRow', undefined, null],
  ] as const)('fills by %s %s', (method, constant, fill) => {
    expect(first(fit(column, [impute('x', method, constant)]))).toMatchObject({ fill })
  })

  it('leaves a gap open where no step fills it', () => {
    const fitted = fit(column, [])
    expect(first(fitted)).toMatchObject({ fill: null, center: 0, scale: 1 })
    expect(() => applyFitted(fitted, [null])).toThrow('dataset/missing-cell')
  })

  it('centres and scales by what the training rows hold once they are filled', () => {
    const fitted = fit(
      numbers('x', [0, 2, NaN, 4, 1000]),
      [impute('x', 'median'), scale('x', 'standard')],
      [0, 1, 2, 3],
    )
    expect(first(fitted)).toMatchObject({ fill: 2, center: 2, scale: Math.sqrt(2) })
    expect([...applyFitted(fitted, [4])]).toEqual([Math.fround(Math.SQRT2)])
    expect([...applyFitted(fitted, [null])]).toEqual([0])
  })

  it('brings the range of the training rows to 0 to 1', () => {
    const fitted = fit(numbers('x', [10, 20, 30]), [scale('x', 'minMax')], [0, 2])
    expect([10, 20, 30, 40].map((value) => applyFitted(fitted, [value])[0])).toEqual([0, 0.5, 1, 1.5])
  })

  it('does not divide by nothing where the training rows are all alike', () => {
    expect(first(fit(numbers('x', [5, 5, 5]), [scale('x', 'standard')]))).toMatchObject({
      center: 5,
      scale: 1,
    })
  })
})

describe('fitting categories', () => {
  const cells = ['b', 'a', 'b', null, 'c', 'a', 'b']

  it('gives each an input, the commonest first, and "missing" the last', () => {
    const fitted = fit(words('x', cells), [impute('x', 'ownCategory'), encode('x', 'oneHot')])
    expect(first(fitted)).toMatchObject({ categories: ['b', 'a', 'c', ''], fill: '', hasOther: false })
    expect(fitted.featureNames).toEqual(['x=b', 'x=a', 'x=c', 'x=missing'])
    expect([...applyFitted(fitted, ['a'])]).toEqual([0, 1, 0, 0])
    expect([...applyFitted(fitted, [null])]).toEqual([0, 0, 0, 1])
  })

  it('knows nothing of a category that the training rows do not have', () => {
    const fitted = fit(words('x', cells), [impute('x', 'ownCategory'), encode('x', 'oneHot')], [0, 1, 3])
    expect(first(fitted)).toMatchObject({ categories: ['a', 'b', ''] })
    expect([...applyFitted(fitted, ['c'])]).toEqual([0, 0, 0])
  })

  it('lets the rarer ones share "other"', () => {
    const fitted = fit(words('x', cells), [impute('x', 'mode'), encode('x', 'oneHot', 2)])
    expect(first(fitted)).toMatchObject({ categories: ['b', 'a'], hasOther: true, fill: 'b' })
    expect(fitted.featureNames).toEqual(['x=b', 'x=a', 'x=other'])
    expect([...applyFitted(fitted, ['c'])]).toEqual([0, 0, 1])
    expect([...applyFitted(fitted, ['never seen'])]).toEqual([0, 0, 1])
    expect([...applyFitted(fitted, [null])]).toEqual([1, 0, 0])
  })

  it('fills a later gap with the commonest where the training rows have none', () => {
    const fitted = fit(words('x', ['a', 'b', 'b']), [impute('x', 'ownCategory')])
    expect(first(fitted)).toMatchObject({ categories: ['b', 'a'], fill: 'b' })
  })

  it('ranks by frequency in one scaled input, strangers after the last', () => {
    const fitted = fit(words('x', ['a', 'a', 'a', 'b']), [encode('x', 'ordinal')])
    expect(first(fitted)).toMatchObject({ categories: ['a', 'b'], hasOther: true, center: 0.25 })
    expect(fitted.featureNames).toEqual(['x'])
    const deviation = Math.sqrt(3) / 4
    expect(['a', 'b', 'z'].map((cell) => applyFitted(fitted, [cell])[0])).toEqual(
      [0, 1, 2].map((rank) => Math.fround((rank - 0.25) / deviation)),
    )
  })

  it('tells its inputs apart by name, whatever the categories are called', () => {
    const fitted = fit(words('x', ['other', 'missing', null, 'z']), [
      impute('x', 'ownCategory'),
      encode('x', 'oneHot', 2),
    ])
    expect(new Set(fitted.featureNames).size).toBe(fitted.featureNames.length)
  })
})

describe('toRawCells', () => {
  const fitted = {
    ...fit(numbers('x', [1, 2]), []),
    inputs: [
      { kind: 'number', column: 'x', isDate: false, fill: null, center: 0, scale: 1 },
      { kind: 'number', column: 'day', isDate: true, fill: 0, center: 0, scale: 1 },
      {
        kind: 'category',
        column: 'c',
        method: 'oneHot',
        categories: ['a'],
        hasOther: false,
        fill: 'a',
        center: 0,
        scale: 1,
      },
    ],
  } satisfies FittedRecipe
  const meaning = { decimal: ',' as const, missing: new Set(['?']) }
  const read = (cells: Record<string, string>) => toRawCells(fitted, (name) => cells[name], meaning)

  it('reads cells as the import does', () => {
    expect(read({ x: ' 1,5 ', day: '1970-01-03', c: ' a ' })).toEqual([1.5, 2, 'a'])
    expect(read({ x: '?', day: '' })).toEqual([null, null, null])
  })

  it('names the cell that is no number', () => {
    expect(() => read({ x: 'many' })).toThrow('predict/not-a-number')
  })
})
