/** @file The loss of a row as a formula over logits `z` and truth `t`, the same as `compiler/losses` builds it. */
import type { DecidedLoss } from '../../../shared/domain/loss'
import type { Head } from '../layers/head'
import type { Algebra, Term } from './formula'

interface Row {
  readonly a: Algebra
  readonly head: Head
  /** [n, units]; for a goal of numbers what the model puts out. */
  readonly z: Term
  /** [n, units]: numbers, or zeros and ones, smoothed where the loss wants it. */
  readonly t: Term
}

type Rule = (row: Row) => Term

/** Keras keeps probabilities this far from 0 and 1. */
const EPSILON = 1e-7

const surprise: Rule = ({ a, z, t }) => a.subtract(a.softplus(z), a.multiply(t, z))
const picked: Rule = ({ a, z, t }) => a.multiply('-1', a.sumLast(a.multiply(t, a.logSoftmax(z))))

const focus = ({ a, head }: Row, surprised: Term): Term => {
  const doubt = a.subtract(a.number(1 + EPSILON), a.exp(a.multiply('-1', inOne(surprised))))
  return a.multiply(a.power(doubt, a.number(head.settings.focalGamma)), inOne(surprised))
}

/** −Σ q log q of smoothed targets, which is certain before anything is learnt. */
const sinceCertain = ({ a, head }: Row, crossEntropy: Term): Term => {
  const classes = Math.max(2, head.units)
  const share = head.settings.labelSmoothing
  const other = share / classes
  if (other === 0) return crossEntropy
  const truth = 1 - share + other
  const uncertainty = -truth * Math.log(truth) - (classes - 1) * other * Math.log(other)
  return a.subtract(crossEntropy, a.number(uncertainty))
}

const BINARY: Readonly<Record<string, Rule>> = {
  crossEntropy: surprise,
  klDivergence: (row) => sinceCertain(row, surprise(row)),
  focal: (row) => focus(row, surprise(row)),
  hinge: ({ a, z, t }) => a.relu(a.subtract('1', a.multiply(a.subtract(a.multiply('2', t), '1'), z))),
}

const MANY: Readonly<Record<string, Rule>> = {
  crossEntropy: picked,
  klDivergence: (row) => sinceCertain(row, picked(row)),
  focal: (row) => focus(row, picked(row)),
  hinge: ({ a, z, t }) => {
    const rival = a.maxLast(a.multiply(a.subtract('1', t), z))
    return a.relu(a.add(a.subtract(rival, a.sumLast(a.multiply(t, z))), '1'))
  },
}

const NUMBERS: Readonly<Record<string, Rule>> = {
  mse: ({ a, z, t }) => a.power(a.subtract(z, t), '2'),
  mae: ({ a, z, t }) => a.abs(a.subtract(z, t)),
  huber: ({ a, head, z, t }) => {
    const size = a.abs(a.subtract(z, t))
    const near = a.minimum(size, a.number(head.settings.huberDelta))
    return a.multiply(near, a.subtract(size, a.divide(near, '2')))
  },
  logCosh: ({ a, z, t }) => {
    const error = a.subtract(z, t)
    return a.subtract(a.add(error, a.softplus(a.multiply('-2', error))), a.number(Math.LN2))
  },
  poisson: ({ a, head: { rate }, z, t }) => {
    const isPlain = rate.factor === 1 && rate.shift === 0
    const counts = isPlain ? t : a.add(a.multiply(t, a.number(rate.factor)), a.number(rate.shift))
    return a.subtract(a.exp(z), a.multiply(counts, z))
  },
  quantile: ({ a, head, z, t }) => {
    const error = a.subtract(z, t)
    return a.subtract(a.relu(error), a.multiply(error, a.number(head.settings.quantile)))
  },
  crossEntropy: surprise,
}

/** @returns the loss of every row, or, of a reconstruction, of every number. */
export function rowLoss(a: Algebra, head: Head): Term {
  const { goal, loss } = head
  const rules = goal === 'binary' ? BINARY : goal === 'multiclass' ? MANY : NUMBERS
  const fallback: DecidedLoss = goal === 'regression' || goal === 'reconstruction' ? 'mse' : 'crossEntropy'
  const rule = rules[loss] ?? rules[fallback] ?? surprise
  return rule({ a, head, z: 'z', t: 't' })
}

/** Whether the loss compares what comes out behind the activation, and not the logits. */
export function comparesMade({ goal, loss }: Head): boolean {
  return goal === 'reconstruction' && loss !== 'crossEntropy'
}

/** @returns the share of the truth that is spread over all classes: what `t` has to be made of. */
export function smoothingOf({ goal, loss, settings }: Head): number {
  const isSmoothed = loss === 'crossEntropy' || loss === 'klDivergence'
  return isSmoothed && (goal === 'binary' || goal === 'multiclass') ? settings.labelSmoothing : 0
}

function inOne(term: Term): Term {
  return term.startsWith('(') ? term : `(${term})`
}
