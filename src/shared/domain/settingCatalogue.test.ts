import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from './design'
import { DesignLayer } from './modelSpec'
import { LAYER_KINDS, newLayer } from './newLayer'
import { Domain, type ParameterValue } from './searchSpace'
import { findSetting, type Setting, settingsOf, TRAINING_SETTINGS } from './settingCatalogue'
import { DEFAULT_TRAINING, TrainingSpec } from './trainingSpec'

const stack: DesignLayer = {
  kind: 'repeat',
  id: 'stack',
  times: 2,
  settings: 'shared',
  layers: [newLayer('dense', 'hidden')],
}
const LAYERS: readonly DesignLayer[] = [...LAYER_KINDS.map((kind) => newLayer(kind, 'layer')), stack]
const NO_SETTINGS = ['kind', 'id', 'inputs', 'source', 'layers', 'settings', 'shape', 'order']
const HOLDERS = [
  ...LAYERS.map((layer) => ({
    name: layer.kind,
    settings: settingsOf(layer.kind),
    values: layer,
    accepts: (values: unknown) => v.is(DesignLayer, values),
  })),
  {
    name: 'training',
    settings: TRAINING_SETTINGS as readonly Setting[],
    values: DEFAULT_TRAINING,
    accepts: (values: unknown) => v.is(TrainingSpec, values),
  },
]

describe.each(HOLDERS)('the settings of $name', ({ settings, values, accepts }) => {
  const isAllowed = (setting: Setting, value: ParameterValue) => accepts({ ...values, [setting.name]: value })

  it('are all that a user sets', () => {
    const names = Object.keys(values).filter((name) => !NO_SETTINGS.includes(name))
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

  it('answers null where a design has no such setting', () => {
    for (const path of ['hidden', 'hidden.rate', 'gone.units', 'training.units', 'stack.layers', 'hidden.id'])
      expect(findSetting(design, path)).toBeNull()
  })
})
