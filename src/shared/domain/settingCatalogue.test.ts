import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from './design'
import { REPEAT_DEFAULTS, DesignLayer } from './modelSpec'
import { LAYER_KINDS, newLayer } from './newLayer'
import { Domain, type ParameterValue } from './searchSpace'
import { newStep, RecipeStep, STEP_KINDS } from './recipe'
import {
  conditionOf,
  findSetting,
  isSettingInUse,
  type Setting,
  settingsOf,
  stepSettingsOf,
  TRAINING_SETTINGS,
} from './settingCatalogue'
import { DEFAULT_TRAINING, TrainingSpec } from './trainingSpec'

const stack: DesignLayer = {
  kind: 'repeat',
  id: 'stack',
  times: 2,
  settings: 'shared',
  ...REPEAT_DEFAULTS,
  layers: [newLayer('dense', 'hidden')],
}
const LAYERS: readonly DesignLayer[] = [...LAYER_KINDS.map((kind) => newLayer(kind, 'layer')), stack]
const NO_SETTINGS = ['kind', 'id', 'inputs', 'source', 'layers', 'settings', 'shape', 'order']
/** Of recipe steps. */
const NO_VARIABLES = [
  'columns',
  'isOff',
  'test',
  'value',
  'parts',
  'lags',
  'statistics',
  'keep',
  'ownStopWords',
]
const HOLDERS = [
  ...LAYERS.map((layer) => ({
    name: layer.kind,
    others: NO_SETTINGS,
    settings: settingsOf(layer.kind),
    values: layer,
    accepts: (values: unknown) => v.is(DesignLayer, values),
  })),
  ...STEP_KINDS.map((kind) => ({
    name: `the step ${kind}`,
    others: [...NO_SETTINGS, ...NO_VARIABLES],
    settings: stepSettingsOf(kind),
    values: newStep(kind, 'step', []),
    accepts: (values: unknown) => v.is(RecipeStep, values),
  })),
  {
    name: 'training',
    others: NO_SETTINGS,
    settings: TRAINING_SETTINGS as readonly Setting[],
    values: DEFAULT_TRAINING,
    accepts: (values: unknown) => v.is(TrainingSpec, values),
  },
]

describe.each(HOLDERS)('the settings of $name', ({ settings, others, values, accepts }) => {
  const isAllowed = (setting: Setting, value: ParameterValue) => accepts({ ...values, [setting.name]: value })

  it('are all that a user sets', () => {
    const names = Object.keys(values).filter((name) => !others.includes(name))
    expect(settings.map((setting) => setting.name).sort()).toEqual(names.sort())
  })

  it('allow exactly what the schema allows', () => {
    for (const setting of settings) {
      if (setting.kind === 'choice') {
        for (const choice of setting.choices) expect(isAllowed(setting, choice)).toBe(true)
        continue
      }
      const { low, high } = setting.range
      expect([low, high].map((value) => isAllowed(setting, value))).toEqual([true, true])
      const beyond = setting.kind === 'integer' ? 1 : 1e-9
      expect([low - beyond, high + beyond].map((value) => isAllowed(setting, value))).toEqual([false, false])
      expect(isAllowed(setting, low + 0.5)).toBe(setting.kind === 'float' && low + 0.5 <= high)
    }
  })

  it('depend only on settings that stand before them', () => {
    for (const [index, { usedWith }] of settings.entries()) {
      const before = settings.slice(0, index).map(({ name }) => name)
      if (usedWith) expect(before).toContain(usedWith.parent)
    }
  })

  it('start a search with a domain of allowed values', () => {
    for (const { defaultDomain, ...setting } of settings) {
      expect(v.is(Domain, defaultDomain)).toBe(true)
      const ends =
        defaultDomain.kind === 'choice' ? defaultDomain.values : [defaultDomain.low, defaultDomain.high]
      for (const end of ends) expect(isAllowed({ ...setting, defaultDomain } as Setting, end)).toBe(true)
    }
  })
})

describe('findSetting', () => {
  const design = v.parse(Design, {
    layers: [stack, newLayer('output', 'out')],
    training: DEFAULT_TRAINING,
    search: {},
  })

  it('finds settings of layers, of layers inside a repeat and of training, with their values', () => {
    expect(findSetting(design, 'stack.times')?.value).toBe(2)
    expect(findSetting(design, 'hidden.units')).toMatchObject({
      value: 64,
      setting: { name: 'units' },
      layer: { kind: 'dense' },
    })
    expect(findSetting(design, 'training.optimizer')).toMatchObject({ value: 'adam', layer: null })
  })

  it('finds settings of the steps of a recipe, and what they are used with', () => {
    const select = newStep('select', 'select', 'numbers')
    const ofData: Design = { ...design, data: [select, newStep('reduce', 'reduce', 'numbers')] }
    expect(findSetting(ofData, 'data.select.count')).toMatchObject({ value: 10, layer: null, step: select })
    expect(conditionOf(ofData, 'data.reduce.share')).toEqual({
      parent: 'data.reduce.method',
      values: ['share'],
    })
    expect(isSettingInUse(ofData, 'data.reduce.share')).toBe(true)
    expect(isSettingInUse(ofData, 'data.reduce.components')).toBe(false)
    for (const path of ['data.gone.count', 'data.select.columns', 'data.select', 'data.select.bins'])
      expect(findSetting(ofData, path)).toBeNull()
  })

  it('answers null where a design has no such setting', () => {
    for (const path of ['hidden', 'hidden.rate', 'gone.units', 'training.units', 'stack.layers', 'hidden.id'])
      expect(findSetting(design, path)).toBeNull()
  })
})
