import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { newStep, Recipe, STEP_KINDS } from '@shared/domain/recipe'
import { addStep, changeStep, moveStep, removeStep, STEP_GROUPS } from './recipeEdits'

const RECIPE: Recipe = [
  newStep('impute', 'impute', 'numbers'),
  newStep('encode', 'encode', 'categories'),
  newStep('scale', 'scale', 'numbers'),
]
const idsOf = (recipe: Recipe) => recipe.map(({ id }) => id)

describe('edits of a recipe', () => {
  it('add a step after another, with an id of its own', () => {
    const first = addStep(RECIPE, 'scale', 'impute')
    expect(first.id).toBe('scale2')
    expect(idsOf(first.recipe)).toEqual(['impute', 'scale2', 'encode', 'scale'])
    expect(idsOf(addStep(first.recipe, 'scale', null).recipe).at(-1)).toBe('scale3')
  })

  it.each(STEP_KINDS)('make a valid step of kind %s', (kind) => {
    expect(v.is(Recipe, addStep([], kind, null).recipe)).toBe(true)
  })

  it('move a step within the recipe, never out of it', () => {
    expect(idsOf(moveStep(RECIPE, 'scale', -1))).toEqual(['impute', 'scale', 'encode'])
    expect(idsOf(moveStep(RECIPE, 'impute', 5))).toEqual(['encode', 'scale', 'impute'])
    expect(moveStep(RECIPE, 'impute', -1)).toBe(RECIPE)
    expect(moveStep(RECIPE, 'none', 1)).toBe(RECIPE)
  })

  it('change one step and remove one', () => {
    expect(changeStep(RECIPE, 'scale', { method: 'robust' })[2]).toMatchObject({ method: 'robust' })
    expect(changeStep(RECIPE, 'scale', { isOff: true })[0]).toBe(RECIPE[0])
    expect(idsOf(removeStep(RECIPE, 'encode'))).toEqual(['impute', 'scale'])
  })

  it('offer every kind of step once', () => {
    expect(Object.values(STEP_GROUPS).flat().toSorted()).toEqual([...STEP_KINDS].toSorted())
  })
})
