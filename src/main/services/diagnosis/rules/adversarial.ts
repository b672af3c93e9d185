import { curveOf, median, tail, valuesOf } from '../curves'
import { change, scaled, settings, settingOf } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

const LEAST_EPOCHS = 10
/** Of the cross-entropy game: a judge that hardly ever errs, and a maker that learns nothing from it (0.69 each where they are even). */
const JUDGE_WINS = 0.1
const MAKER_LOSES = 3
/** Pictures that differ by so little of what real ones do are one picture. */
const COLLAPSED = 0.3

export const adversarialRules = {
  discriminatorWins: {
    source:
      'Goodfellow et al. 2014, section 3; Arjovsky and Bottou 2017, Towards principled methods for training GANs, section 2',
    level: 'problem',
    find: findWinner,
  },
  modeCollapse: {
    source:
      'Salimans et al. 2016, Improved techniques for training GANs, section 3.2; Goodfellow 2016, NIPS tutorial, section 5.1.1',
    level: 'problem',
    find: findCollapse,
  },
} as const satisfies Record<string, Rule>

/** From some time on the judge is always right, and the made rows come no nearer. */
function findWinner(subject: TrialCase): Draft | null {
  const { goal, spec, steps } = subject
  if (
    goal !== 'generation' ||
    steps.length < LEAST_EPOCHS ||
    !['auto', 'crossEntropy'].includes(spec.training.loss)
  )
    return null
  const judge = tail(curveOf(steps, 'validation', 'discriminatorLoss'), 0.66)
  const maker = tail(curveOf(steps, 'validation', 'loss'), 0.66)
  const distance = curveOf(steps, 'validation', 'energyDistance')
  const half = Math.floor(distance.length / 2)
  const isStuck = median(valuesOf(distance.slice(-3))) > 0.9 * Math.min(...valuesOf(distance.slice(0, half)))
  const [judgeLoss, makerLoss] = [median(valuesOf(judge)), median(valuesOf(maker))]
  if (judgeLoss >= JUDGE_WINS || makerLoss <= MAKER_LOSES || !isStuck) return null
  const from = judge[0]?.step ?? 1
  const to = judge.at(-1)?.step ?? from
  return {
    figures: { judge: judgeLoss, maker: makerLoss },
    evidence: [
      { kind: 'curve', part: 'validation', metric: 'discriminatorLoss', from, to },
      { kind: 'curve', part: 'validation', metric: 'loss', from, to },
    ],
    remedies: [...settings(scaled(subject, 'training.discriminatorRate', 0.25)), ...smoothing(subject)],
  }
}

/** Salimans et al. 2016, section 3.4. */
function smoothing(subject: TrialCase): Draft['remedies'] {
  return settingOf(subject, 'training.labelSmoothing') === 0
    ? settings(change(subject, 'training.labelSmoothing', 0.1))
    : []
}

function findCollapse(subject: TrialCase): Draft | null {
  const { goal, steps, pictures } = subject
  const late = pictures.slice(-3)
  const last = late.at(-1)
  if (goal !== 'generation' || steps.length < LEAST_EPOCHS || late.length < 3 || last === undefined)
    return null
  if (late.some(({ share }) => share >= COLLAPSED)) return null
  const from = late[0]?.step ?? 1
  return {
    figures: { share: Math.round(100 * last.share), step: last.step },
    evidence: [{ kind: 'curve', part: 'validation', metric: 'energyDistance', from, to: last.step }],
    remedies: [
      ...settings(scaled(subject, 'training.learningRate', 0.3)),
      ...smoothing(subject),
      ...settings(scaled(subject, 'training.discriminatorRate', 2)),
    ],
  }
}
