import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Domain, ParameterValue } from './searchSpace'
import type { Setting } from './setting'
import {
  DEFAULT_TFIDF,
  DEFAULT_TOKENS,
  TFIDF_SETTINGS,
  TfidfSettings,
  TOKEN_SETTINGS,
  TokenSettings,
} from './textSettings'

const KINDS = [
  {
    name: 'tokens',
    settings: TOKEN_SETTINGS as readonly Setting[],
    values: DEFAULT_TOKENS,
    accepts: (values: unknown) => v.is(TokenSettings, values),
  },
  {
    name: 'TF-IDF',
    settings: TFIDF_SETTINGS as readonly Setting[],
    values: DEFAULT_TFIDF,
    accepts: (values: unknown) => v.is(TfidfSettings, values),
  },
]

const valuesOf = (domain: Domain): readonly ParameterValue[] =>
  domain.kind === 'choice' ? domain.values : [domain.low, domain.high]

describe.each(KINDS)('the settings of $name', ({ settings, values, accepts }) => {
  const isAllowed = (setting: Setting, value: ParameterValue) => accepts({ ...values, [setting.name]: value })

  it('are all that a user sets, but the list of words of their own', () => {
    const names = Object.keys(values).filter((name) => name !== 'ownStopWords')
    expect(settings.map(({ name }) => name).sort()).toEqual(names.sort())
  })

  it('start a search with what the schema allows', () => {
    for (const setting of settings)
      for (const value of valuesOf(setting.defaultDomain)) expect(isAllowed(setting, value)).toBe(true)
  })

  it('name the very ends of what is allowed', () => {
    for (const setting of settings) {
      if (setting.kind === 'choice') {
        for (const value of setting.choices) expect(isAllowed(setting, value)).toBe(true)
      } else {
        const { low, high } = setting.range
        expect([low, high].map((value) => isAllowed(setting, value))).toEqual([true, true])
        expect([low - 1, high + 1].some((value) => isAllowed(setting, value))).toBe(false)
      }
    }
  })

  it('depend on settings before them, and on values that these may have', () => {
    settings.forEach((setting, index) => {
      const parent = settings.slice(0, index).find(({ name }) => name === setting.usedWith?.parent)
      if (setting.usedWith === undefined) return
      expect(parent?.kind === 'choice' ? parent.choices : []).toEqual(
        expect.arrayContaining([...setting.usedWith.values]),
      )
    })
  })

  it('are as usual by default', () => {
    const held = new Map<string, unknown>(Object.entries(values))
    for (const { name, usual } of settings) if (usual !== undefined) expect(held.get(name)).toBe(usual)
  })
})
