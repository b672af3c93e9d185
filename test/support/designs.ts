/** @file Designs for the tests of search: a hand-made one and arbitrary ones. */
import fc from 'fast-check'
import type { Design } from '../../src/shared/domain/design'
import {
  PLAIN_WEIGHTS,
  SKIPS,
  type DesignLayer,
  type LayerSpec,
  type RepeatLayer,
} from '../../src/shared/domain/modelSpec'
import type { Domain } from '../../src/shared/domain/searchSpace'
import {
  settingsOf,
  TRAINING_ID,
  TRAINING_SETTINGS,
  type Setting,
} from '../../src/shared/domain/settingCatalogue'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'

export const HIDDEN: Extract<LayerSpec, { kind: 'dense' }> = {
  kind: 'dense',
  id: 'hidden',
  units: 64,
  activation: 'relu',
  useBias: true,
  initializer: 'heNormal',
  ...PLAIN_WEIGHTS,
}
export const DROP: Extract<LayerSpec, { kind: 'dropout' }> = { kind: 'dropout', id: 'drop', rate: 0.2 }
export const OUT: Extract<LayerSpec, { kind: 'output' }> = {
  kind: 'output',
  id: 'out',
  useBias: true,
  initializer: 'glorotUniform',
  ...PLAIN_WEIGHTS,
}

/** A stack of dense and dropout layers and an output, with this much searched. */
export function stackDesign(
  search: Design['search'],
  repeat: { times?: number; settings?: 'shared' | 'each' } = {},
): Design {
  return {
    layers: [
      {
        kind: 'repeat',
        id: 'stack',
        times: 2,
        settings: 'shared',
        layers: [HIDDEN, DROP],
        ...repeat,
      } as DesignLayer,
      OUT,
    ],
    training: DEFAULT_TRAINING,
    search,
  }
}

export const integer = (low: number, high: number, scale: 'linear' | 'log' = 'linear', step = 1): Domain => ({
  kind: 'integer',
  low,
  high,
  scale,
  step,
})
export const choice = (...values: (string | number | boolean)[]): Domain => ({ kind: 'choice', values })
export const float = (low: number, high: number, scale: 'linear' | 'log' = 'linear'): Domain => ({
  kind: 'float',
  low,
  high,
  scale,
})
export const stepped = (low: number, high: number, step: number): Domain => ({
  kind: 'float',
  low,
  high,
  scale: 'linear',
  step,
})

/** Valid domains of a setting, small ones and one-value ones among them. */
function domainOf(setting: Setting, isFinite: boolean): fc.Arbitrary<Domain> {
  if (setting.kind === 'choice') {
    return fc
      .shuffledSubarray([...setting.choices], {
        minLength: 1,
        maxLength: Math.min(4, setting.choices.length),
      })
      .map((values) => choice(...values))
  }
  const { low, high } = setting.range
  const ends = (top: number) =>
    fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map((shares) => {
        const [from = 0, to = 0] = shares
          .sort((left, right) => left - right)
          .map((share) => low + share * (top - low))
        return [from, to] as const
      })
  if (setting.kind === 'integer') {
    return fc
      .tuple(ends(Math.min(high, 300)), fc.integer({ min: 1, max: 5 }), fc.boolean())
      .map(([[from, to], step, isLog]) => {
        const bottom = Math.floor(from)
        return integer(bottom, Math.floor(to), isLog && bottom > 0 ? 'log' : 'linear', step)
      })
  }
  const steppedRange = fc
    .tuple(ends(high), fc.integer({ min: 1, max: 9 }))
    .map(([[from, to], parts]) => stepped(from, to, Math.max(1e-6, (to - from) / parts)))
  const range = fc
    .tuple(ends(high), fc.boolean())
    .map(([[from, to], isLog]) => float(from, to, isLog && from > 0 ? 'log' : 'linear'))
  return isFinite ? steppedRange : fc.oneof(range, steppedRange)
}

function searchOf(
  settings: readonly { path: string; setting: Setting }[],
  isFinite: boolean,
): fc.Arbitrary<Design['search']> {
  return fc
    .tuple(
      ...settings.map(({ path, setting }) =>
        fc.option(domainOf(setting, isFinite).map((domain) => [path, domain] as const)),
      ),
    )
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)))
}

/** Designs with a repeat (or none), any settings searched; `isFinite` leaves out ranges without a step. */
export function arbitraryDesign(isFinite = false): fc.Arbitrary<Design> {
  const repeat: fc.Arbitrary<RepeatLayer> = fc.record({
    kind: fc.constant('repeat'),
    id: fc.constant('stack'),
    times: fc.integer({ min: 0, max: 4 }),
    settings: fc.constantFrom('shared', 'each'),
    takes: fc.constantFrom('all', 'one'),
    pick: fc.integer({ min: 0, max: 2 }),
    skip: fc.constantFrom(...SKIPS),
    layers: fc.boolean().map((isLong): RepeatLayer['layers'] => (isLong ? [HIDDEN, DROP] : [HIDDEN])),
  })
  const layers: fc.Arbitrary<DesignLayer[]> = fc.oneof(
    fc.constant<DesignLayer[]>([HIDDEN, OUT]),
    repeat.map((layer): DesignLayer[] => [layer, OUT]),
  )
  const training = fc.constantFrom(DEFAULT_TRAINING, { ...DEFAULT_TRAINING, optimizer: 'sgd' as const })
  return fc.tuple(layers, training).chain(([list, fixed]) => {
    const flat = list.flatMap((layer): DesignLayer[] =>
      layer.kind === 'repeat' ? [layer, ...layer.layers] : [layer],
    )
    const inLayers = flat.flatMap((layer) =>
      settingsOf(layer.kind)
        .filter(({ isFixed }) => !isFixed)
        .map((setting) => ({ path: `${layer.id}.${setting.name}`, setting })),
    )
    const inTraining = TRAINING_SETTINGS.filter(({ isFixed }) => !isFixed).map((setting) => ({
      path: `${TRAINING_ID}.${setting.name}`,
      setting,
    }))
    return searchOf([...inLayers, ...inTraining], isFinite).map((search) => ({
      layers: list,
      training: fixed,
      search,
    }))
  })
}
