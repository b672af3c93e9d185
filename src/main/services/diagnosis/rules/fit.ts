import { METRIC_DIRECTIONS, isOwnMetric, type MetricName } from '../../../../shared/domain/metric'
import {
  curveOf,
  levelAtEnd,
  lowest,
  noiseOf,
  type Point,
  slopeOf,
  stretchOf,
  tail,
  valuesOf,
} from '../curves'
import { activations, change, designLayers, moreDropout, scaled, settingOf, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

const LEAST_EPOCHS = 8
/** Fewer rows make a validation loss that says little. */
const LEAST_ROWS = 40
/** Generalisation loss of Prechelt: so much above the lowest, as a share of it. */
const GENERALISATION_LOSS = 0.25
/** Epochs that it has risen for, at least. */
const RISEN_FOR = 5
const CLOSE_TO_CHANCE = 0.03
/** A learning rate that is high for a network that overfits. */
const QUICK = 0.01
const MUCH_DROPOUT = 0.35
/** Regularisation that keeps a network from learning, whatever the data. */
const HEAVY_DROPOUT = 0.6
const HEAVY_PENALTY = 0.03

export const fitRules = {
  learnsNothing: {
    source:
      'Ng 2018, Machine learning yearning, chapter 20; Karpathy 2019, A recipe for training neural networks (the baseline)',
    level: 'problem',
    explainedBy: [
      'diverged',
      'learningRateTooHigh',
      'deadUnits',
      'vanishingGradients',
      'saturatedUnits',
      'explodingGradients',
    ],
    find: findNothingLearnt,
  },
  overfitting: {
    source:
      'Prechelt 1998, Early stopping – but when?, section 2 (generalisation loss); Goodfellow, Bengio and Courville 2016, section 5.2',
    level: 'problem',
    explainedBy: ['diverged', 'learningRateTooHigh', 'leakSuspected', 'learnsNothing'],
    find: findOverfitting,
  },
  underfitting: {
    source:
      'Goodfellow, Bengio and Courville 2016, Deep Learning, sections 5.2 and 11.4.1; Ng 2018, chapter 25',
    level: 'problem',
    explainedBy: [
      'diverged',
      'learningRateTooHigh',
      'learningRateTooLow',
      'learnsNothing',
      'deadUnits',
      'vanishingGradients',
      'epochsTooFew',
      'batchTooLarge',
    ],
    isOfTheEnd: true,
    find: findUnderfitting,
  },
} as const satisfies Record<string, Rule>

/** From early on at what guessing the shares of the classes, or the mean, gives. */
function findNothingLearnt(subject: TrialCase): Draft | null {
  const { chanceLoss, spec } = subject
  const curve = curveOf(subject.steps, 'train', 'loss')
  if (chanceLoss === null || curve.length < LEAST_EPOCHS) return null
  const later = tail(curve, 0.33)
  const values = valuesOf(later)
  const isAtChance = values.every((value) => Math.abs(value - chanceLoss) <= CLOSE_TO_CHANCE * chanceLoss)
  // Where it goes down still, it has only not begun.
  const isFlat = Math.abs(slopeOf(later)) * later.length < 0.01 * chanceLoss
  if (!isAtChance || !isFlat) return null
  const isQuick = spec.training.learningRate >= 0.005
  return {
    figures: { loss: levelAtEnd(curve), chance: chanceLoss },
    evidence: [
      {
        kind: 'curve',
        part: 'train',
        metric: 'loss',
        from: later[0]?.step ?? 1,
        to: curve.at(-1)?.step ?? 1,
      },
    ],
    remedies: [
      ...settings(scaled(subject, 'training.learningRate', isQuick ? 0.1 : 10)),
      ...activations(subject, ['sigmoid', 'tanh'], 'relu'),
    ],
  }
}

/** What it learns of the training rows takes it away from the others. */
function findOverfitting(subject: TrialCase): Draft | null {
  const train = curveOf(subject.steps, 'train', 'loss')
  const validation = curveOf(subject.steps, 'validation', 'loss')
  if (validation.length < 2 * LEAST_EPOCHS || subject.rows.validation < LEAST_ROWS) return null
  const least = lowest(validation)
  const end = levelAtEnd(validation)
  const rise = end - least.value
  const atLeast = train.find(({ step }) => step === least.step)?.value ?? 0
  const isStillLearning = levelAtEnd(train) < 0.9 * atLeast
  // Rises of next to nothing are no harm, as a share of what guessing costs.
  const isSubstantial = rise > 0.05 * (subject.chanceLoss ?? least.value)
  const isHarm = isStillLearning && isSubstantial && hasRisen(validation, least, rise)
  if (!isHarm || isObjectiveBetter(subject, least.step)) return null
  const last = validation.at(-1)?.step ?? least.step
  return {
    figures: {
      step: least.step,
      lowest: least.value,
      loss: end,
      rise: Math.round((100 * rise) / least.value),
    },
    evidence: [
      { kind: 'curve', part: 'validation', metric: 'loss', from: least.step, to: last },
      { kind: 'curve', part: 'train', metric: 'loss', from: least.step, to: last },
    ],
    remedies: [...milder(subject), ...smaller(subject), ...earlierStop(subject)],
  }
}

function hasRisen(curve: readonly Point[], least: Point, rise: number): boolean {
  const after = curve.filter(({ step }) => step >= least.step)
  const isClear = rise > GENERALISATION_LOSS * least.value && rise > 4 * noiseOf(curve)
  return after.length > RISEN_FOR && isClear && slopeOf(after) > 0
}

/** Long steps remember single rows as well; more dropout than a half holds down what is right, too. */
function milder(subject: TrialCase): Draft['remedies'] {
  const { learningRate } = subject.spec.training
  const slower = learningRate >= QUICK ? settings(scaled(subject, 'training.learningRate', 0.3)) : []
  const rates = designLayers(subject).map(({ id }) => settingOf(subject, `${id}.rate`))
  const isHeld = rates.some((rate) => typeof rate === 'number' && rate >= MUCH_DROPOUT)
  return [...slower, ...(isHeld ? [] : moreDropout(subject, 0.2))]
}

/** Probabilities may get worse while decisions get better (Guo et al. 2017); who asks for decisions has no harm. */
function isObjectiveBetter({ steps, objective, rows }: TrialCase, since: number): boolean {
  const { metric } = objective
  if (metric === 'loss' || metric === 'logLoss' || !isBounded(metric)) return false
  const values = curveOf(steps, 'validation', metric)
  const before = values.find(({ step }) => step === since)?.value
  if (before === undefined) return false
  const end = levelAtEnd(values)
  const isUp = METRIC_DIRECTIONS[metric] === 'maximize'
  // Two standard errors of a share.
  const noise = 2 * Math.sqrt(Math.max(1e-4, before * (1 - before)) / rows.validation)
  return isUp && end > before + noise / 2
}

function isBounded(metric: MetricName): metric is 'accuracy' {
  return !isOwnMetric(metric) && METRIC_DIRECTIONS[metric] === 'maximize'
}

function smaller(subject: TrialCase): Draft['remedies'] {
  const halved = designLayers(subject)
    .filter(({ kind }) => kind === 'dense')
    .map(({ id }) => scaled(subject, `${id}.units`, 0.5))
  return settings(...halved)
}

function earlierStop(subject: TrialCase): Draft['remedies'] {
  return settingOf(subject, 'training.patience') === 0
    ? settings(change(subject, 'training.patience', 5))
    : []
}

/** As bad on the rows it learns from, and done with learning; another trial, or what holds it down, shows that more is possible. */
function findUnderfitting(subject: TrialCase): Draft | null {
  const { chanceLoss } = subject
  const train = curveOf(subject.steps, 'train', 'loss')
  const end = levelAtEnd(train)
  if (chanceLoss === null || train.length < 2 * LEAST_EPOCHS || end < 0.35 * chanceLoss) return null
  const later = tail(train, 0.5)
  const isDone = Math.abs(slopeOf(later)) * later.length < 0.1 * end
  const isAlike = levelAtEnd(curveOf(subject.steps, 'validation', 'loss')) < 1.15 * end + 0.02 * chanceLoss
  const heavy = heavyRegularisation(subject)
  const larger = subject.siblings.find((row) => isLargerAndBetter(row, subject, end))
  if (!isDone || !isAlike || (heavy.length === 0 && larger === undefined)) return null
  return {
    figures: { loss: end, chance: chanceLoss, other: larger?.number ?? 0 },
    evidence: [
      { kind: 'curve', part: 'train', metric: 'loss', ...stretchOf(later) },
      ...(larger === undefined
        ? []
        : [{ kind: 'trial', trialId: larger.id, number: larger.number } as const]),
    ],
    remedies: [...heavy, ...wider(subject)],
  }
}

function isLargerAndBetter(other: TrialCase['row'], { row }: TrialCase, end: number): boolean {
  const isLarger = (other.weightCount ?? 0) >= 1.5 * (row.weightCount ?? Infinity)
  const isBetter = (other.validation.loss ?? Infinity) < 0.75 * (row.validation.loss ?? 0)
  return isLarger && isBetter && (other.train.loss ?? Infinity) < 0.75 * end
}

function heavyRegularisation(subject: TrialCase): Draft['remedies'] {
  const layers = designLayers(subject)
  const over = (path: string, limit: number, to: number) => {
    const now = settingOf(subject, path)
    return typeof now === 'number' && now >= limit ? change(subject, path, to) : null
  }
  const lighter = layers.flatMap(({ id }) => [
    over(`${id}.rate`, HEAVY_DROPOUT, 0.2),
    over(`${id}.l2`, HEAVY_PENALTY, 1e-4),
    over(`${id}.l1`, HEAVY_PENALTY, 0),
  ])
  return settings(...lighter)
}

function wider(subject: TrialCase): Draft['remedies'] {
  const doubled = designLayers(subject).flatMap(({ id, kind }) =>
    kind === 'dense' ? [scaled(subject, `${id}.units`, 4)] : [],
  )
  return settings(...doubled)
}
