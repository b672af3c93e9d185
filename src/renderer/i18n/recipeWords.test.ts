import { describe, expect, it } from 'vitest'
import { STEP_KINDS } from '@shared/domain/recipe'
import { stepSettings } from '@shared/domain/recipe/stepSettings'
import { english } from './en'
import { chinese } from './zhCN'

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('%s', (_language, { recipe, setting }) => {
  it('names every kind of step and says what it does', () => {
    for (const words of [recipe.step, recipe.help]) {
      expect(Object.keys(words).toSorted()).toEqual([...STEP_KINDS].toSorted())
    }
  })

  it.each(STEP_KINDS)('names every setting of %s', (kind) => {
    const names = stepSettings(kind).map(({ name }) => name)
    expect(names.filter((name) => !(name in recipe.setting[kind]))).toEqual([])
  })

  it('names every choice that is a word', () => {
    const choices = STEP_KINDS.flatMap(stepSettings)
      .filter(({ name }) => name !== 'language')
      .flatMap((each) => (each.kind === 'choice' ? each.choices : []))
      .filter((choice) => typeof choice === 'string')
    expect(choices.filter((choice) => !(choice in recipe.choice))).toEqual([])
    expect([setting.yes, setting.no].every(Boolean)).toBe(true)
  })
})
