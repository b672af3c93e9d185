import { describe, expect, it } from 'vitest'
import { featureNamesOf, type FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Primitive, PrimitiveKind } from '../../../shared/domain/primitives'
import type { RecipeStep } from '../../../shared/domain/recipe'
import { fitRecipe } from './fitRecipe'
import { applyFitted, type RawCell } from './testing/applyFitted'
import { layOut, type Cells } from './testing/samplePlans'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

/** Fits a recipe to one column `x`, the target counting up. */
function fit(cells: Cells, recipe: readonly Step[], rows?: readonly number[]): FittedRecipe {
  const isText = cells.some((cell) => typeof cell === 'string')
  const { data, division } = layOut({
    columns: [
      { name: 'x', type: isText ? 'category' : 'number', cells },
      { name: 'y', cells: cells.map((_, row) => row) },
    ],
    recipe,
  })
  return fitRecipe({ data, division, rows: Int32Array.from(rows ?? cells.keys()) }).fitted
}

function apply(fitted: FittedRecipe, ...cells: RawCell[]): number[] {
  return [
    ...applyFitted(
      fitted,
      cells.map((cell) => [cell]),
    ),
  ]
}

function find<Kind extends PrimitiveKind>({ primitives }: FittedRecipe, kind: Kind) {
  return primitives.find(
    (primitive): primitive is Extract<Primitive, { kind: Kind }> => primitive.kind === kind,
  )
}

const impute = (method: string, constant?: string): Step =>
  ({ kind: 'impute', columns: ['x'], method, ...(constant === undefined ? {} : { constant }) }) as Step
const encode = (method: string, maxCategories = 50): Step =>
  ({ kind: 'encode', columns: ['x'], method, maxCategories }) as Step
const scale = (method: string): Step => ({ kind: 'scale', columns: ['x'], method }) as Step

describe('fitting a number', () => {
  const cells = [1, 2, null, 3, 3, 100]

  it.each([
    ['median', undefined, 3],
    ['mean', undefined, 109 / 5],
    ['mode', undefined, 3],
    ['constant', '7.5', 7.5],
    ['constant', 'seven', 3],
  ] as const)('fills by %s %s', (method, constant, fill) => {
    const fitted = fit(cells, [impute(method, constant)])
    expect(find(fitted, 'fill')?.values).toEqual([fill])
    expect(apply(fitted, null, 5)).toEqual([Math.fround(fill), 5])
  })

  it.each([[[]], [[impute('dropRow')]]])('leaves a gap open where no step fills it', (recipe) => {
    const fitted = fit(cells, recipe, [0, 1, 3])
    expect(fitted.primitives).toEqual([])
    expect(fitted.reads).toMatchObject([{ column: 'x', isRequired: true }])
  })

  it('centres and scales by what the training rows hold once they are filled', () => {
    const fitted = fit([0, 2, null, 4, 1000], [impute('median'), scale('standard')], [0, 1, 2, 3])
    expect(find(fitted, 'fill')).toMatchObject({ values: [2] })
    expect(find(fitted, 'affine')).toMatchObject({ centers: [2], scales: [Math.sqrt(2)] })
    expect(apply(fitted, 4, null)).toEqual([Math.fround(Math.SQRT2), 0])
  })

  it('brings the range of the training rows to 0 to 1', () => {
    expect(apply(fit([10, 20, 30], [scale('minMax')], [0, 2]), 10, 20, 30, 40)).toEqual([0, 0.5, 1, 1.5])
  })

  it('does not divide by nothing where the training rows are all alike', () => {
    expect(find(fit([5, 5, 5], [scale('standard')]), 'affine')).toMatchObject({ centers: [5], scales: [1] })
  })
})

describe('fitting categories', () => {
  const cells = ['b', 'a', 'b', null, 'c', 'a', 'b']

  it('gives each an input, the commonest first, and "missing" the last', () => {
    const fitted = fit(cells, [impute('ownCategory'), encode('oneHot')])
    expect(featureNamesOf(fitted)).toEqual(['x=b', 'x=a', 'x=c', 'x=missing'])
    expect(apply(fitted, 'a')).toEqual([0, 1, 0, 0])
    expect(apply(fitted, null)).toEqual([0, 0, 0, 1])
    expect(fitted.reads).toEqual([
      { column: 'x', kind: 'category', isRequired: false, categories: ['b', 'a', 'c'] },
    ])
  })

  it('gives each an input where no step says what becomes of them', () => {
    expect(featureNamesOf(fit(cells, [impute('ownCategory')]))).toEqual(['x=b', 'x=a', 'x=c', 'x=missing'])
  })

  it('knows nothing of a category that the training rows do not have', () => {
    const fitted = fit(cells, [impute('ownCategory'), encode('oneHot')], [0, 1, 3])
    expect(featureNamesOf(fitted)).toEqual(['x=a', 'x=b', 'x=missing'])
    expect(apply(fitted, 'c')).toEqual([0, 0, 0])
  })

  it('lets the rarer ones share "other"', () => {
    const fitted = fit(cells, [impute('mode'), encode('oneHot', 2)])
    expect(featureNamesOf(fitted)).toEqual(['x=b', 'x=a', 'x=other'])
    expect(apply(fitted, 'c')).toEqual([0, 0, 1])
    expect(apply(fitted, 'never seen')).toEqual([0, 0, 1])
    expect(apply(fitted, null)).toEqual([1, 0, 0])
  })

  it('fills a later gap with the commonest where the training rows have none', () => {
    const fitted = fit(['a', 'b', 'b'], [impute('ownCategory')])
    expect(featureNamesOf(fitted)).toEqual(['x=b', 'x=a'])
    expect(apply(fitted, null)).toEqual([1, 0])
  })

  it('fills with a category of its own where it is named', () => {
    const fitted = fit(cells, [impute('constant', ' none '), encode('oneHot')])
    expect(featureNamesOf(fitted)).toEqual(['x=b', 'x=a', 'x=c', 'x=none'])
    expect(apply(fitted, null)).toEqual([0, 0, 0, 1])
  })

  it('ranks by frequency in one scaled input, strangers after the last', () => {
    const fitted = fit(['a', 'a', 'a', 'b'], [encode('ordinal')])
    expect(featureNamesOf(fitted)).toEqual(['x'])
    const deviation = Math.sqrt(3) / 4
    expect(apply(fitted, 'a', 'b', 'z')).toEqual(
      [0, 1, 2].map((rank) => Math.fround((rank - 0.25) / deviation)),
    )
  })

  it('tells its inputs apart by name, whatever the categories are called', () => {
    const fitted = fit(['other', 'missing', null, 'z'], [impute('ownCategory'), encode('oneHot', 2)])
    const names = featureNamesOf(fitted)
    expect(new Set(names).size).toBe(names.length)
  })
})
