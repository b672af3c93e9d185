import { describe, expect, it } from 'vitest'
import { newStep, type Recipe } from '@shared/domain/recipe'
import { treatmentOf, withTreatment } from './treatment'

const recipe: Recipe = [
  newStep('impute', 'impute', ['age', 'fare']),
  newStep('encode', 'encode', ['sex']),
  newStep('scale', 'scale', ['age', 'fare']),
]

describe('treatmentOf', () => {
  it('gathers what the steps say of a column', () => {
    expect(treatmentOf(recipe, 'age')).toMatchObject({ impute: 'median', encode: null, scale: 'standard' })
    expect(treatmentOf(recipe, 'sex')).toMatchObject({ impute: null, encode: 'oneHot', maxCategories: 50 })
  })
})

describe('withTreatment', () => {
  it('changes one column and leaves the others as they were', () => {
    const next = withTreatment(recipe, 'age', { ...treatmentOf(recipe, 'age'), impute: 'mean' })
    expect(treatmentOf(next, 'age').impute).toBe('mean')
    expect(treatmentOf(next, 'fare')).toEqual(treatmentOf(recipe, 'fare'))
    expect(treatmentOf(next, 'sex')).toEqual(treatmentOf(recipe, 'sex'))
  })

  it('fills before it encodes and encodes before it scales', () => {
    const next = withTreatment(recipe, 'age', { ...treatmentOf(recipe, 'age'), impute: 'dropRow' })
    expect(next.map(({ kind }) => kind)).toEqual(['impute', 'impute', 'encode', 'scale'])
  })

  it('shares a step between columns that are treated alike and drops empty steps', () => {
    const alone = withTreatment(recipe, 'age', { ...treatmentOf(recipe, 'age'), impute: 'mean', scale: null })
    const together = withTreatment(alone, 'age', treatmentOf(recipe, 'age'))
    expect(together).toHaveLength(3)
    expect(together[0]).toEqual(newStep('impute', 'impute', ['fare', 'age']))
  })

  it('carries the value to fill in', () => {
    const next = withTreatment(recipe, 'age', {
      ...treatmentOf(recipe, 'age'),
      impute: 'constant',
      constant: '7',
    })
    expect(treatmentOf(next, 'age')).toMatchObject({ impute: 'constant', constant: '7' })
    expect(next).toContainEqual({ ...newStep('impute', '', ['age']), method: 'constant', constant: '7' })
  })
})
