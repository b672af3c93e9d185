/** @file A step of every optimizer as assignments to `p`, of its gradient `g` and its slots; the formulas of `compiler/optimizers`. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { UpdateRule } from '../optimizers/optimizer'
import type { Algebra, Term } from './formula'

export interface UpdateFormula {
  /** Tensors kept for each weight, and what they begin with. */
  readonly slots: readonly { readonly name: string; readonly start: number }[]
  /** In their order; the last one makes `p`. `rate`, `step` (from 1) and what `numbers` gives are numbers. */
  readonly lines: readonly { readonly to: string; readonly value: Term }[]
  /** Numbers that a step needs besides, as plain arithmetic that Python and TypeScript read alike. */
  readonly numbers: readonly { readonly name: string; readonly value: string }[]
}

type Rule = (a: Algebra, training: TrainingSpec) => UpdateFormula

const EPSILON = '1e-7'

const slot = (name: string, start = 0) => ({ name, start })
const line = (to: string, value: Term) => ({ to, value })
/** β·m + (1 − β)·x */
const blend = (a: Algebra, beta: number, { old, x }: { readonly old: Term; readonly x: Term }): Term =>
  a.add(a.multiply(a.number(beta), old), a.multiply(`(1 - ${beta})`, x))
const square = (a: Algebra): Term => a.multiply('g', 'g')

const adam: Rule = (a, { beta1, beta2 }) => ({
  slots: [slot('m'), slot('v')],
  numbers: [{ name: 'size', value: `rate * (1 - ${beta2} ** step) ** 0.5 / (1 - ${beta1} ** step)` }],
  lines: [
    line('m', blend(a, beta1, { old: 'm', x: 'g' })),
    line('v', blend(a, beta2, { old: 'v', x: square(a) })),
    line('p', a.subtract('p', a.divide(a.multiply('size', 'm'), a.add(a.sqrt('v'), EPSILON)))),
  ],
})

/** What decoupled decay leaves of the weights, before the step. */
const shrinking =
  (rule: Rule): Rule =>
  (a, training) => {
    const inner = rule(a, training)
    const keep = { name: 'keep', value: `1 - rate * ${training.weightDecay}` }
    return {
      ...inner,
      numbers: [...inner.numbers, keep],
      lines: [line('p', a.multiply('p', 'keep')), ...inner.lines],
    }
  }

const lion: Rule = (a) => ({
  slots: [slot('m')],
  numbers: [],
  lines: [
    line('p', a.subtract('p', a.multiply('rate', a.sign(blend(a, 0.9, { old: 'm', x: 'g' }))))),
    line('m', blend(a, 0.99, { old: 'm', x: 'g' })),
  ],
})

const nadam: Rule = (a, { beta1, beta2 }) => ({
  slots: [slot('m'), slot('v')],
  // Momenta μ of this step and the next, and the products of all so far (Dozat 2016, as Keras has it).
  numbers: [
    { name: 'mu', value: `${beta1} * (1 - 0.5 * 0.96 ** step)` },
    { name: 'ahead', value: `${beta1} * (1 - 0.5 * 0.96 ** (step + 1))` },
    { name: 'product', value: 'momentumProduct(step)' },
    { name: 'first', value: 'rate * ahead / (1 - product * ahead)' },
    { name: 'second', value: 'rate * (1 - mu) / (1 - product)' },
    { name: 'spread', value: `1 - ${beta2} ** step` },
  ],
  lines: [
    line('m', blend(a, beta1, { old: 'm', x: 'g' })),
    line('v', blend(a, beta2, { old: 'v', x: square(a) })),
    line(
      'p',
      a.subtract(
        'p',
        a.divide(
          a.add(a.multiply('first', 'm'), a.multiply('second', 'g')),
          a.add(a.sqrt(a.divide('v', 'spread')), EPSILON),
        ),
      ),
    ),
  ],
})

const momentum: Rule = (a, training) => ({
  slots: [slot('m')],
  numbers: [],
  lines: [
    line('m', a.add(a.multiply(a.number(training.momentum), 'm'), a.multiply('rate', 'g'))),
    line('p', a.subtract('p', 'm')),
  ],
})

/** A table of all rules; one that is missing does not compile. */
const UPDATE_FORMULAS: Readonly<Record<UpdateRule, Rule>> = {
  adam,
  adamw: shrinking(adam),
  nadam,
  adamax: (a, { beta1, beta2 }) => ({
    slots: [slot('m'), slot('u')],
    numbers: [{ name: 'size', value: `rate / (1 - ${beta1} ** step)` }],
    lines: [
      line('m', blend(a, beta1, { old: 'm', x: 'g' })),
      line('u', a.maximum(a.multiply(a.number(beta2), 'u'), a.abs('g'))),
      line('p', a.subtract('p', a.divide(a.multiply('size', 'm'), a.add('u', EPSILON)))),
    ],
  }),
  lion: shrinking(lion),
  rmsprop: (a, { rho }) => ({
    slots: [slot('v')],
    numbers: [],
    lines: [
      line('v', blend(a, rho, { old: 'v', x: square(a) })),
      line('p', a.subtract('p', a.divide(a.multiply('rate', 'g'), a.sqrt(a.add('v', EPSILON))))),
    ],
  }),
  adagrad: (a) => ({
    slots: [slot('v', 0.1)],
    numbers: [],
    lines: [
      line('v', a.add('v', square(a))),
      line('p', a.subtract('p', a.divide(a.multiply('rate', 'g'), a.sqrt(a.add('v', EPSILON))))),
    ],
  }),
  momentum,
  nesterov: (a, training) => {
    const inner = momentum(a, training)
    const ahead = a.add(a.multiply(a.number(training.momentum), 'm'), a.multiply('rate', 'g'))
    return { ...inner, lines: [...inner.lines.slice(0, 1), line('p', a.subtract('p', ahead))] }
  },
  sgd: (a) => ({
    slots: [],
    numbers: [],
    lines: [line('p', a.subtract('p', a.multiply('rate', 'g')))],
  }),
}

export function updateFormula(a: Algebra, rule: UpdateRule, training: TrainingSpec): UpdateFormula {
  return UPDATE_FORMULAS[rule](a, training)
}
