import { curveOf, fallingShare, levelAtEnd, lowest, noiseOf, slopeOf, tail } from '../curves'
import { change, scaled, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

const LEAST_EPOCHS = 8
/** A batch is large where an epoch has so few steps, and a training so few in all (Hoffer et al. 2017: it is steps that are missing). */
const FEW_STEPS_AN_EPOCH = 4
const FEW_STEPS = 250
/** Fewer rows leave no smaller batch that would be one. */
const LEAST_ROWS = 64
/** What a loss falls by in the last quarter of the epochs, as a share of what is left. */
const STILL_FALLING = 0.1
/** A loss of less than so much of what guessing costs is as good as none. */
const LEFT = 0.15

export const stoppingRules = {
  batchTooLarge: {
    source:
      'Hoffer, Hubara and Soudry 2017, Train longer, generalize better; Masters and Luschi 2018; Keskar et al. 2017',
    level: 'advice',
    explainedBy: [
      'diverged',
      'learningRateTooHigh',
      'learnsNothing',
      'deadUnits',
      'vanishingGradients',
      'saturatedUnits',
    ],
    find: findLargeBatch,
  },
  stoppedTooEarly: {
    source: 'Prechelt 1998, Early stopping – but when?; Goodfellow, Bengio and Courville 2016, section 7.8',
    level: 'advice',
    explainedBy: ['learnsNothing', 'overfitting', 'learningRateTooHigh', 'jumpingLoss', 'batchTooLarge'],
    isOfTheEnd: true,
    find: findEarlyStop,
  },
  epochsTooFew: {
    source:
      'Goodfellow, Bengio and Courville 2016, Deep Learning, section 11.4.1; Hoffer, Hubara and Soudry 2017',
    level: 'advice',
    explainedBy: [
      'batchTooLarge',
      'learningRateTooLow',
      'learnsNothing',
      'overfitting',
      'learningRateTooHigh',
      'jumpingLoss',
      'vanishingGradients',
    ],
    isOfTheEnd: true,
    find: findFewEpochs,
  },
} as const satisfies Record<string, Rule>

/** So few steps that the loss had no time to come down. */
function findLargeBatch(subject: TrialCase): Draft | null {
  const { rows, spec, chanceLoss } = subject
  const { batchSize, accumulate } = spec.training
  const curve = curveOf(subject.steps, 'train', 'loss')
  if (curve.length < LEAST_EPOCHS || rows.train < LEAST_ROWS || chanceLoss === null) return null
  const rowsAStep = batchSize * accumulate
  const perEpoch = Math.ceil(rows.train / rowsAStep)
  const isLarge = perEpoch <= FEW_STEPS_AN_EPOCH && perEpoch * curve.length <= FEW_STEPS && rowsAStep >= 64
  const isUnfinished = isStillFalling(curve) && levelAtEnd(curve) > 0.3 * chanceLoss
  if (!isLarge || !isUnfinished) return null
  const to = Math.max(8, 2 ** Math.round(Math.log2(batchSize / 4)))
  return {
    figures: { batch: rowsAStep, rows: rows.train, perEpoch, steps: perEpoch * curve.length },
    evidence: [lossBand('train', tail(curve, 0.75)[0]?.step ?? 1, curve.at(-1)?.step ?? 1)],
    remedies: settings(change(subject, 'training.batchSize', to)),
  }
}

function isStillFalling(curve: ReturnType<typeof curveOf>): boolean {
  const late = tail(curve, 0.75)
  const fall = -slopeOf(late) * late.length
  return fall > STILL_FALLING * levelAtEnd(curve) && fall > 3 * noiseOf(curve) && fallingShare(late) >= 0.7
}

/** Patience ended it while the loss on the validation rows went down all the time: the objective only did not show it yet. */
function findEarlyStop(subject: TrialCase): Draft | null {
  const { row, spec } = subject
  const { patience } = spec.training
  const validation = curveOf(subject.steps, 'validation', 'loss')
  if (!row.isStoppedEarly || patience === 0 || validation.length < 4) return null
  const waited = validation.slice(-(patience + 1))
  const first = waited[0] ?? { step: 1, value: 1 }
  const fall = first.value - levelOf(waited)
  const isFalling = fall > 0.05 * levelAtEnd(validation) && fall > 3 * noiseOf(validation)
  if (waited.length < 3 || !isFalling || fallingShare(waited) < 0.8 || !hasRoom(subject)) return null
  return {
    figures: { patience, step: row.step, fall: Math.round((100 * fall) / first.value) },
    evidence: [lossBand('validation', first.step, row.step)],
    remedies: settings(scaled(subject, 'training.patience', 3)),
  }
}

/** Whether more could be reached: not where no row is wrong, nor where next to nothing of the loss is left. */
function hasRoom({ row, steps, objective, chanceLoss }: TrialCase): boolean {
  const isPerfect = objective.direction === 'maximize' && (row.value ?? 0) >= 1
  const left = levelOf(curveOf(steps, 'validation', 'loss'))
  return !isPerfect && chanceLoss !== null && left > LEFT * chanceLoss
}

function levelOf(curve: readonly { readonly value: number }[]): number {
  return curve.at(-1)?.value ?? 0
}

/** The last epoch is the best, and the way down is not at its end. */
function findFewEpochs(subject: TrialCase): Draft | null {
  const { row, chanceLoss, spec } = subject
  const validation = curveOf(subject.steps, 'validation', 'loss')
  if (row.isStoppedEarly || row.state !== 'complete' || validation.length < LEAST_EPOCHS) return null
  if (chanceLoss === null || !['constant', 'plateau'].includes(spec.training.schedule)) return null
  const train = curveOf(subject.steps, 'train', 'loss')
  const least = lowest(validation)
  const last = validation.at(-1)?.step ?? 0
  const isAtEnd = least.step >= last - Math.max(1, validation.length * 0.05)
  const isSubstantial = levelAtEnd(validation) > 0.1 * chanceLoss
  if (!isAtEnd || !isSubstantial || !isStillFalling(validation) || !isStillFalling(train)) return null
  return {
    figures: { epochs: row.step, loss: least.value },
    evidence: [lossBand('validation', tail(validation, 0.75)[0]?.step ?? 1, last)],
    remedies: settings(scaled(subject, 'training.epochs', 2)),
  }
}

function lossBand(part: 'train' | 'validation', from: number, to: number): Draft['evidence'][number] {
  return { kind: 'curve', part, metric: 'loss', from, to }
}
