import { describe, expect, it } from 'vitest'
import type { RecipeStep } from '../../../shared/domain/recipe'
import { findNeededPast } from './findNeededPast'
import { fitRecipe } from './fitRecipe'
import { layOut } from './testing/samplePlans'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

function find(...recipe: Step[]): string[] {
  const laid = layOut({
    columns: [
      { name: 'a', cells: [5, 1, 4, 2, 3, 8, 9] },
      { name: 'y', cells: [1, 2, 3, 4, 5, 6, 7] },
    ],
    recipe,
  })
  return findNeededPast(fitRecipe({ ...laid, rows: laid.division.selection.rows }).fitted)
}

const lag: Step = { kind: 'lag', columns: ['a'], lags: [1, 2] }

describe('findNeededPast', () => {
  it('names what looks back and is not filled, whatever becomes of it', () => {
    expect(find(lag)).toEqual(['a.lag1', 'a.lag2'])
    expect(find(lag, { kind: 'scale', columns: 'numbers', method: 'standard' })).toEqual(['a.lag1', 'a.lag2'])
    expect(
      find(
        lag,
        { kind: 'polynomial', columns: ['a', 'a.lag1'] },
        { kind: 'drop', columns: ['a.lag1', 'a.lag2'] },
      ),
    ).toEqual(['a.lag1'])
  })

  it('is content where gaps are filled, or nothing is made of them', () => {
    expect(find(lag, { kind: 'impute', columns: 'numbers', method: 'median' })).toEqual([])
    expect(find(lag, { kind: 'drop', columns: ['a.lag1', 'a.lag2'] })).toEqual([])
  })
})
