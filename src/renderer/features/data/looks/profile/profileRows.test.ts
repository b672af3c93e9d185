import { describe, expect, it } from 'vitest'
import { PLAN, PREVIEW } from '../../testing/preview'
import { PROFILE } from '../testing/profile'
import { fencesOf, joinDetails, mostTelling, withoutDuplicates } from './profileRows'

const ROWS = joinDetails({
  columns: PLAN.columns,
  profiles: PREVIEW.profiles,
  details: PROFILE.columns,
})

describe('joinDetails', () => {
  it('leaves out what was not looked at', () => {
    expect(ROWS.map(({ column }) => column.name)).toEqual(['survived', 'age', 'sex'])
  })
})

describe('fencesOf', () => {
  it('reaches one and a half quartile distances beyond the quartiles', () => {
    expect(fencesOf({ quartiles: { lower: 20, upper: 40 } })).toEqual({ low: -10, high: 70 })
    expect(fencesOf({ quartiles: null })).toBeNull()
  })
})

describe('mostTelling', () => {
  it('names inputs only, the best first', () => {
    expect(mostTelling(ROWS, 5).map(({ column }) => column.name)).toEqual(['sex', 'age'])
  })
})

describe('withoutDuplicates', () => {
  it('begins the recipe with the step, once', () => {
    const recipe = withoutDuplicates(PLAN.recipe) ?? []
    expect(recipe.map(({ kind }) => kind)).toEqual(['deduplicate', 'impute', 'encode', 'scale'])
    expect(withoutDuplicates(recipe)).toBeNull()
  })
})
