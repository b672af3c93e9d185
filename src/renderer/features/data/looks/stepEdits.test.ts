import { describe, expect, it } from 'vitest'
import { newStep } from '@shared/domain/recipe'
import { changeFirst, findStep } from './stepEdits'

const RECIPE = [newStep('picture', 'picture', 'pictures'), newStep('scale', 'scale', 'numbers')]

describe('changeFirst', () => {
  it('changes the step that is there', () => {
    const next = changeFirst(RECIPE, 'picture', { width: 28, height: 28 })
    expect(next).toHaveLength(2)
    expect(findStep(next, 'picture')).toMatchObject({ id: 'picture', width: 28, channels: 3 })
  })

  it('adds a step where there is none, augmentation right behind the pictures', () => {
    const next = changeFirst(RECIPE, 'augment', { rotation: 10 })
    expect(next.map(({ kind }) => kind)).toEqual(['picture', 'augment', 'scale'])
    expect(findStep(next, 'augment')).toMatchObject({ rotation: 10, columns: 'pictures' })
  })

  it('does not wake a step that was switched off', () => {
    const [picture, scale] = RECIPE
    if (!picture || !scale) return expect.unreachable()
    const next = changeFirst([{ ...picture, isOff: true }, scale], 'picture', { width: 32 })
    expect(next.filter(({ kind }) => kind === 'picture')).toHaveLength(2)
  })
})
