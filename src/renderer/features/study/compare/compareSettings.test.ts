import { describe, expect, it } from 'vitest'
import { compareSettings } from './compareSettings'

describe('compareSettings', () => {
  it('tells the settings that differ from those that do not', () => {
    const compared = compareSettings(
      [
        { units: 64, optimizer: 'adam' },
        { units: 128, optimizer: 'adam' },
      ],
      ['units', 'optimizer'],
    )
    expect(compared.map(({ name, isDifferent }) => [name, isDifferent])).toEqual([
      ['units', true],
      ['optimizer', false],
    ])
  })

  it('differs where only one of the trials has the setting', () => {
    const [momentum] = compareSettings(
      [{ optimizer: 'sgd', momentum: 0.9 }, { optimizer: 'adam' }],
      ['momentum'],
    )
    expect(momentum).toEqual({ name: 'momentum', values: [0.9, undefined], isDifferent: true })
  })

  it('keeps the order of the study, and what the study does not name behind it', () => {
    const compared = compareSettings([{ old: 1, rate: 2, units: 3 }], ['units', 'rate', 'never'])
    expect(compared.map(({ name }) => name)).toEqual(['units', 'rate', 'old'])
  })
})
