/** @file What a TensorFlow.js script minimises: the loss of a row, and penalties on weights. */
import type { ModelPlan } from '../../compile/modelPlan'
import { outermost } from '../formula'
import { comparesMade, rowLoss, smoothingOf } from '../lossFormula'
import { penaltiesOf } from '../scriptFacts'
import { LINKS, TENSORFLOW } from './dialect'

export function lossLines({ head }: ModelPlan): string[] {
  const smoothing = smoothingOf(head)
  const classes = Math.max(2, head.units)
  const isMade = comparesMade(head) && head.link !== 'linear'
  return [
    `/** ${head.loss}, of every row on its own. */`,
    'function rowLoss(given: Tensor, truth: Tensor): Tensor {',
    `  const z = given`,
    `  const t = ${smoothing > 0 ? `tf.add(tf.mul(truth, ${1 - smoothing}), ${smoothing / classes})` : 'truth'}`,
    `  return ${outermost(rowLoss(TENSORFLOW, head))}`,
    '}',
    '',
    'export function predict(inputs: Tensor[]): Tensor {',
    '  const z = forward(inputs, false)',
    `  return ${LINKS[head.link]}`,
    '}',
  ].map((line) =>
    line === '  const z = given' && isMade ? `  const z = ${LINKS[head.link].replace('(z', '(given')}` : line,
  )
}

export function penaltyLines(plan: ModelPlan): string[] {
  const terms = penaltiesOf(plan).map(({ name, kind, factor }) => {
    const size = `tf.sum(tf.${kind === 'l2' ? 'square' : 'abs'}(w['${name}']!))`
    return `tf.mul(${size}, ${factor})`
  })
  if (terms.length === 0) return []
  return ['function penalty(): Tensor {', `  return tf.addN([${terms.join(', ')}])`, '}']
}
