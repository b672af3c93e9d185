import { describe, expect, it } from 'vitest'
import { Diagnostic, MISFIT_REASONS } from '@shared/domain/modelCheck'
import { LAYER_KINDS } from '@shared/domain/newLayer'
import { settingsOf, TRAINING_SETTINGS } from '@shared/domain/settingCatalogue'
import { GROUP_NAMES, LAYER_GROUPS } from '../features/model/design/layerGroups'
import { wantsOf } from '../features/model/design/layerFit'
import { english } from './en'
import { chinese } from './zhCN'

const KINDS = [...LAYER_KINDS, 'repeat'] as const
const SETTINGS = [...KINDS.flatMap((kind) => settingsOf(kind)), ...TRAINING_SETTINGS]

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('%s', (_language, { layer, setting, model }) => {
  const has = (words: object, key: string) => key in words

  it('names every kind of layer and says what it does', () => {
    for (const words of [layer.name, layer.help]) {
      expect(KINDS.filter((kind) => !has(words, kind))).toEqual([])
    }
  })

  it('names every setting, and every choice that is a word', () => {
    const choices = SETTINGS.flatMap((each) => (each.kind === 'choice' ? each.choices : []))
    expect(SETTINGS.filter(({ name }) => !has(setting.name, name)).map(({ name }) => name)).toEqual([])
    expect(choices.filter((choice) => typeof choice === 'string' && !has(setting.choice, choice))).toEqual([])
  })

  it('says why a layer cannot read what it is given', () => {
    expect(MISFIT_REASONS.filter((reason) => !has(model.misfit, reason))).toEqual([])
    const wants = KINDS.map(wantsOf).filter((kind) => kind !== 'anything')
    expect(wants.filter((kind) => !has(layer.wants, kind))).toEqual([])
  })

  it('words every diagnostic of the compiler', () => {
    const { options } = Diagnostic.entries.code
    expect(options.filter((code) => !has(model.diagnostic, code))).toEqual([])
  })

  it('names every group of layers', () => {
    expect(GROUP_NAMES.filter((group) => !has(layer.group, group))).toEqual([])
  })
})

it('every kind of layer stands in one group', () => {
  const grouped = GROUP_NAMES.flatMap((group) => LAYER_GROUPS[group] as readonly string[])
  expect(grouped.toSorted()).toEqual([...KINDS].toSorted())
})
