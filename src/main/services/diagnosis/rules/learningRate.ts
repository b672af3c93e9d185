import {
  curveOf,
  fallingShare,
  jumpsOf,
  levelAtEnd,
  lowest,
  noiseOf,
  type Point,
  slopeOf,
  stretchOf,
  tail,
  valuesOf,
} from '../curves'
import { calmer, change, scaled, settingOf, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

/** Fewer epochs prove nothing about a learning rate. */
const LEAST_EPOCHS = 8
/** What is no better than guessing is within so little of it, as a share of the loss of guessing. */
const CLOSE_TO_CHANCE = 0.03
/** A loss of so many times that of guessing was not left by first weights, after half of the epochs. */
const FAR_BEYOND = 5
/** A loss that ends so far above its own minimum, in losses of guessing, has been thrown out. */
const THROWN_OUT = 0.25
/** Steps of the loss of so much of what guessing costs are jumps, where the loss is not noisy anyway. */
const JUMP = 0.2
/** Learning rates below which a step of these optimizers can be called small. */
const SMALL_RATES: Record<string, number> = { sgd: 0.01, adagrad: 0.01 }
const SMALL_RATE = 3e-4
/** A loss that came down by more than this share of it is on its way. */
const SMALL_PROGRESS = 0.25

export const learningRateRules = {
  diverged: {
    source: 'Goodfellow, Bengio and Courville 2016, Deep Learning, sections 8.2.4 and 11.4.1',
    level: 'problem',
    find: findDiverged,
  },
  learningRateTooHigh: {
    source: 'Bengio 2012, Practical recommendations for gradient-based training, section 3.1.1',
    level: 'problem',
    explainedBy: ['diverged'],
    find: findTooHigh,
  },
  jumpingLoss: {
    source: 'Goodfellow, Bengio and Courville 2016, Deep Learning, section 11.4.1; Smith 2018, section 4',
    level: 'advice',
    explainedBy: ['diverged', 'learningRateTooHigh', 'explodingGradients'],
    find: findJumps,
  },
  learningRateTooLow: {
    source:
      'Smith 2018, A disciplined approach to neural network hyper-parameters, section 3; Karpathy, CS231n, Babysitting the learning process',
    level: 'problem',
    explainedBy: ['vanishingGradients', 'batchTooLarge', 'learnsNothing', 'saturatedUnits'],
    find: findTooLow,
  },
  plateau: {
    source:
      'Bengio 2012, section 3.1.1; He et al. 2016, section 3.4 (rates divided where the error plateaus)',
    level: 'advice',
    explainedBy: ['learnsNothing', 'underfitting', 'overfitting', 'jumpingLoss', 'learningRateTooHigh'],
    isOfTheEnd: true,
    find: findPlateau,
  },
} as const satisfies Record<string, Rule>

function findDiverged(subject: TrialCase): Draft | null {
  const { row, steps } = subject
  if (row.state !== 'failed' || row.reason?.code !== 'training/diverged') return null
  const last = steps.at(-1)?.step ?? 0
  const held = settingOf(subject, 'training.clipNorm') === 0 ? change(subject, 'training.clipNorm', 1) : null
  return {
    figures: { step: Number(row.reason.details['step'] ?? last + 1) },
    evidence: last > 0 ? [band('train', 1, last)] : [],
    remedies: [...calmer(subject, 0.1), ...settings(scaled(subject, 'training.learningRate', 0.3), held)],
  }
}

/** Worse than guessing for good, or thrown out of where it was. */
function findTooHigh(subject: TrialCase): Draft | null {
  const { chanceLoss } = subject
  const curve = curveOf(subject.steps, 'train', 'loss')
  if (chanceLoss === null || curve.length < LEAST_EPOCHS) return null
  const half = tail(curve, 0.5)
  const best = lowest(curve)
  const isWorse = isWorseThanChance(subject, half, chanceLoss)
  if (!isWorse && !isThrownOut(curve, best, chanceLoss)) return null
  const { from, to } = stretchOf(half)
  return {
    figures: {
      ...{ loss: levelAtEnd(curve), lowest: best.value, step: best.step },
      ...{ chance: chanceLoss, rate: rateOf(subject) },
    },
    evidence: [band('train', isWorse ? from : best.step, to)],
    remedies: calmer(subject, isWorse ? 0.1 : 0.3),
  }
}

function isWorseThanChance(subject: TrialCase, half: readonly Point[], chance: number): boolean {
  const least = lowest(half).value
  const isLost = least > FAR_BEYOND * chance && rateOf(subject) >= 100 * smallRateOf(subject)
  return isLost || (least > chance * (1 + CLOSE_TO_CHANCE) && !isSettling(half))
}

function isThrownOut(curve: readonly Point[], best: Point, chance: number): boolean {
  const end = levelAtEnd(curve)
  const stays = lowest(tail(curve, 0.75)).value > best.value + (THROWN_OUT * chance) / 2
  return stays && end - best.value > THROWN_OUT * chance && end > 2 * best.value
}

/** A loss that began high by its first weights and goes down is on its way. */
function isSettling(curve: readonly Point[]): boolean {
  return fallingShare(curve) > 0.8 && slopeOf(curve) < 0
}

/** Up and down by much, again and again, in the second half. */
function findJumps(subject: TrialCase): Draft | null {
  const { chanceLoss } = subject
  const curve = curveOf(subject.steps, 'train', 'loss')
  if (chanceLoss === null || curve.length < 2 * LEAST_EPOCHS) return null
  const half = tail(curve, 0.5)
  const jumps = jumpsOf(half, JUMP * chanceLoss)
  const up = jumps.filter(({ value }) => value > 0)
  if (up.length < 3 || up.length < half.length / 8) return null
  const from = up[0]?.step ?? 1
  return {
    figures: {
      count: up.length,
      largest: Math.max(...valuesOf(up)),
      chance: chanceLoss,
      rate: rateOf(subject),
    },
    evidence: [band('train', from - 1, up.at(-1)?.step ?? from)],
    remedies: [...calmer(subject, 0.3), ...settings(scaled(subject, 'training.batchSize', 4))],
  }
}

/** Down and down in small equal steps, with the greatest part of the way still ahead. */
function findTooLow(subject: TrialCase): Draft | null {
  const { chanceLoss } = subject
  const learningRate = rateOf(subject)
  const curve = curveOf(subject.steps, 'train', 'loss')
  const [first] = curve
  const small = smallRateOf(subject)
  if (chanceLoss === null || first === undefined || curve.length < LEAST_EPOCHS || learningRate > small)
    return null
  const end = levelAtEnd(curve)
  const isFarOff = end > 0.6 * Math.min(first.value, chanceLoss)
  const isAtRest = learningRate <= small / 100 && Math.abs(first.value - end) < 0.02 * first.value
  const isSlow = first.value - end < SMALL_PROGRESS * first.value && isCreeping(curve, first.value - end)
  if (!isFarOff || !(isAtRest || isSlow) || isRefuted(subject)) return null
  return {
    figures: { rate: learningRate, first: first.value, loss: end },
    evidence: [band('train', first.step, stretchOf(curve).to)],
    remedies: [
      ...settings(scaled(subject, 'training.learningRate', 10)),
      ...settings(scaled(subject, 'training.learningRate', 3)),
    ],
  }
}

/** Whether trials with clearly higher rates got no further. */
function isRefuted({ row, siblings, spec }: TrialCase): boolean {
  const higher = siblings.filter(({ assignment }) => {
    const rate = assignment['training.learningRate']
    return typeof rate === 'number' && rate >= 3 * spec.training.learningRate
  })
  const own = row.validation.loss ?? Infinity
  return higher.length > 0 && higher.every(({ validation }) => (validation.loss ?? Infinity) >= 0.9 * own)
}

/** At the end nearly as fast as all the time, and hardly ever up. */
function isCreeping(curve: readonly Point[], fall: number): boolean {
  const late = slopeOf(tail(curve, 0.66))
  const isEven = late < 0 && late < 0.5 * slopeOf(curve)
  return isEven && fallingShare(curve) >= 0.85 && fall > 3 * noiseOf(curve) && fall > 0
}

/**
 * The loss stands still and trembles with a constant rate, while another trial of the same layers got well below it: what keeps it up is how it steps,
 * not what the network can do.
 */
function findPlateau(subject: TrialCase): Draft | null {
  const { chanceLoss, spec } = subject
  const curve = curveOf(subject.steps, 'train', 'loss')
  if (chanceLoss === null || curve.length < 2 * LEAST_EPOCHS || spec.training.schedule !== 'constant')
    return null
  const half = tail(curve, 0.5)
  const end = levelAtEnd(curve)
  const drift = Math.abs(slopeOf(half)) * half.length
  if (drift > Math.max(0.03 * end, 2 * noiseOf(curve)) || end < 0.2 * chanceLoss) return null
  const better = subject.siblings.find(
    (row) => isLower(row, subject, end) && row.weightCount === subject.row.weightCount,
  )
  if (better === undefined) return null
  return {
    figures: { loss: end, other: better.number, otherLoss: better.train.loss ?? 0 },
    evidence: [
      band('train', half[0]?.step ?? 1, curve.at(-1)?.step ?? 1),
      { kind: 'trial', trialId: better.id, number: better.number },
    ],
    remedies: settings(change(subject, 'training.schedule', 'plateau')),
  }
}

/** By a third in training, and no worse on the validation rows. */
function isLower({ train, validation }: TrialCase['row'], { row }: TrialCase, end: number): boolean {
  const isBetter = (validation.loss ?? Infinity) < (row.validation.loss ?? -Infinity)
  return (train.loss ?? Infinity) < 0.67 * end && isBetter
}

function smallRateOf({ spec }: TrialCase): number {
  return SMALL_RATES[spec.training.optimizer] ?? SMALL_RATE
}

function rateOf(subject: TrialCase): number {
  return subject.spec.training.learningRate
}

function band(part: 'train' | 'validation', from: number, to: number): Draft['evidence'][number] {
  return { kind: 'curve', part, metric: 'loss', from: Math.max(1, from), to }
}
