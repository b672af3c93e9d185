import type { LayerFigureName } from '../../../../shared/domain/diagnosis/finding'
import { curveOf, jumpsOf, levelAtEnd, median } from '../curves'
import { activations, calmer, change, designLayers, scaled, settingOf, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

/** Epochs with figures, at least. */
const LEAST_EPOCHS = 5
/** The gradient of the first layer as a share of that of the last, a number of each. */
const VANISHED = 1e-3
/** A gradient so many times as long as usual, in that run. */
const EXPLODED = 50
const DEAD = 0.5
const SATURATED = 0.5

export const layerRules = {
  vanishingGradients: {
    source:
      'Hochreiter 1991; Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks',
    level: 'problem',
    explainedBy: ['deadUnits'],
    find: findVanishing,
  },
  explodingGradients: {
    source:
      'Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks, section 3',
    level: 'problem',
    find: findExploding,
  },
  deadUnits: {
    source:
      'Maas, Hannun and Ng 2013, Rectifier nonlinearities; Lu et al. 2020, Dying ReLU and initialization; Karpathy, CS231n',
    level: 'problem',
    find: findDead,
  },
  saturatedUnits: {
    source: 'Glorot and Bengio 2010, section 3 (saturation of hidden units)',
    level: 'problem',
    find: findSaturated,
  },
} as const satisfies Record<string, Rule>

/** @returns a figure of each layer, the first layer first, at each epoch that has figures. */
function tableOf({ layers }: TrialCase, figure: LayerFigureName) {
  const names =
    layers
      .at(-1)
      ?.layers.filter((one) => one[figure] !== null)
      .map(({ layer }) => layer) ?? []
  return names.map((layer) => ({
    layer,
    curve: layers.flatMap(({ step, layers: all }) => {
      const value = all.find((one) => one.layer === layer)?.[figure]
      return typeof value === 'number' ? [{ step, value }] : []
    }),
  }))
}

/** Whether training is hampered: a network that learns well may have layers that are at rest. */
function isHampered(subject: TrialCase, share: number): boolean {
  const curve = curveOf(subject.steps, 'train', 'loss')
  return subject.chanceLoss !== null && curve.length > 0 && levelAtEnd(curve) > share * subject.chanceLoss
}

function findVanishing(subject: TrialCase): Draft | null {
  const table = tableOf(subject, 'gradientNorm')
  const [first] = table
  const last = table.at(-1)
  if (!first || !last || table.length < 4 || first.curve.length < LEAST_EPOCHS || !isHampered(subject, 0.7))
    return null
  const ratios = first.curve.map(({ value }, index) => {
    const end = last.curve[index]?.value ?? 0
    return end > 0 ? value / end : 1
  })
  const ratio = median(ratios)
  if (ratio >= VANISHED) return null
  const rescue = activations(subject, ['sigmoid', 'tanh'], 'relu')
  const starts = designLayers(subject)
    .filter(({ id }) => settingOf(subject, `${id}.initializer`) !== null)
    .map(({ id }) => change(subject, `${id}.initializer`, 'heNormal'))
  return {
    figures: { layer: first.layer, last: last.layer, ratio },
    evidence: [layerBand(first, 'gradientNorm'), layerBand(last, 'gradientNorm')],
    remedies: [...rescue, ...settings(...starts)],
  }
}

/** A gradient far beyond what is usual in the same run, at an epoch at which the loss jumps up, or before it ends. */
function findExploding(subject: TrialCase): Draft | null {
  const loss = curveOf(subject.steps, 'train', 'loss')
  const { chanceLoss, row } = subject
  const isLost = row.reason?.code === 'training/diverged'
  for (const line of tableOf(subject, 'gradientNorm')) {
    const usual = median(line.curve.map(({ value }) => value))
    const peak = line.curve.reduce((most, point) => (point.value > most.value ? point : most), {
      step: 0,
      value: 0,
    })
    const limit = EXPLODED * Math.max(usual, 0.02)
    if (line.curve.length < LEAST_EPOCHS || peak.value <= limit) continue
    const jumps = jumpsOf(loss, 0.5 * (chanceLoss ?? Infinity)).filter(({ value }) => value > 0)
    const isFelt = isLost || jumps.some(({ step }) => Math.abs(step - peak.step) <= 1)
    if (!isFelt) continue
    return {
      figures: { layer: line.layer, norm: peak.value, usual, step: peak.step },
      evidence: [
        {
          kind: 'layer',
          layer: line.layer,
          figure: 'gradientNorm',
          value: peak.value,
          from: peak.step,
          to: peak.step,
        },
        { kind: 'curve', part: 'train', metric: 'loss', from: Math.max(1, peak.step - 1), to: peak.step },
      ],
      remedies: [
        ...(settingOf(subject, 'training.clipNorm') === 0
          ? settings(change(subject, 'training.clipNorm', 1))
          : []),
        ...calmer(subject, 0.1),
      ],
    }
  }
  return null
}

function findDead(subject: TrialCase): Draft | null {
  const dead = tableOf(subject, 'deadShare').filter(({ layer, curve }) => {
    const late = curve.slice(-3)
    return late.length === 3 && late.every(({ value }) => value >= DEAD) && unitsOf(subject, layer) >= 8
  })
  const [worst] = dead.toSorted((left, right) => endOf(right) - endOf(left))
  if (worst === undefined) return null
  return {
    figures: { layer: worst.layer, share: Math.round(100 * endOf(worst)), layers: dead.length },
    evidence: dead.map((line) => layerBand(line, 'deadShare')),
    remedies: [
      ...settings(scaled(subject, 'training.learningRate', 0.1)),
      ...activations(subject, ['relu'], 'leakyRelu'),
    ],
  }
}

function findSaturated(subject: TrialCase): Draft | null {
  if (!isHampered(subject, 0.5)) return null
  const stuck = tableOf(subject, 'saturatedShare').filter(({ curve }) => {
    const late = curve.slice(-3)
    return late.length === 3 && late.every(({ value }) => value >= SATURATED)
  })
  const [worst] = stuck.toSorted((left, right) => endOf(right) - endOf(left))
  if (worst === undefined) return null
  return {
    figures: { layer: worst.layer, share: Math.round(100 * endOf(worst)), layers: stuck.length },
    evidence: stuck.map((line) => layerBand(line, 'saturatedShare')),
    remedies: [
      ...activations(subject, ['sigmoid', 'tanh'], 'relu'),
      ...settings(scaled(subject, 'training.learningRate', 0.1)),
    ],
  }
}

type Line = ReturnType<typeof tableOf>[number]

function endOf({ curve }: Line): number {
  return curve.at(-1)?.value ?? 0
}

function unitsOf({ spec }: TrialCase, id: string): number {
  const layer = spec.model.layers.find((candidate) => candidate.id === id)
  if (layer === undefined) return 0
  if ('units' in layer) return layer.units
  return 'filters' in layer ? layer.filters : 8
}

function layerBand({ layer, curve }: Line, figure: LayerFigureName): Draft['evidence'][number] {
  const [first] = curve
  const last = curve.at(-1)
  return {
    kind: 'layer',
    layer,
    figure,
    value: last?.value ?? 0,
    from: first?.step ?? 1,
    to: last?.step ?? 1,
  }
}
