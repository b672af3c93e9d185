/** @file The loss of a row and the answer of a model, in Python of either framework. */
import type { ModelPlan } from '../compile/modelPlan'
import { outermost, type Algebra } from './formula'
import { comparesMade, rowLoss, smoothingOf } from './lossFormula'

export interface PythonWords {
  readonly algebra: Algebra
  /** How an answer follows from the numbers `z` before the last activation. */
  readonly links: Readonly<Record<ModelPlan['head']['link'], string>>
  /** The call that gives those numbers for `inputs`, without noise. */
  readonly logits: string
}

export function pythonLoss({ head }: ModelPlan, { algebra, links, logits }: PythonWords): string[] {
  const smoothing = smoothingOf(head)
  const classes = Math.max(2, head.units)
  return [
    'def row_loss(z, t):',
    `    """${head.loss}, of every row on its own."""`,
    ...(smoothing > 0 ? [`    t = t * ${1 - smoothing} + ${smoothing / classes}`] : []),
    ...(comparesMade(head) && head.link !== 'linear' ? [`    z = ${links[head.link]}`] : []),
    `    return ${outermost(rowLoss(algebra, head))}`,
    '',
    '',
    'def predict(inputs):',
    `    z = ${logits}`,
    `    return ${links[head.link]}`,
  ]
}
