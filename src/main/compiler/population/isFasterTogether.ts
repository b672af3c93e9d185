/** @file When it pays to train several models as one. */
import type { CompileRequest } from '../compile/compileModel'
import { planModel } from '../compile/modelPlan'
import { sizeOf } from '../graph/tensorType'
import { canTrainTogether } from './compilePopulation'

/**
 * Weights of a model at most. A step of a small model is mostly the calling of its operators, which a population shares; that
 * of a large one is arithmetic, which it does not, and many of them no longer fit the cache of a core.
 *
 * `npm run bench -- together`, one core, Adam, milliseconds a step and model:
 *
 * | layers, batch | weights | models | apart | together |
 * | --- | --- | --- | --- | --- |
 * | 4-16-3, 16 | 131 | 8 | 0.0147 | 0.0057 |
 * | 13-32-32-3, 16 | 1 603 | 8 | 0.0222 | 0.0107 |
 * | 64-64-10, 32 | 4 810 | 8 | 0.0291 | 0.0217 |
 * | 30-64-64-2, 32 | 6 209 | 2, 4, 8, 16 | 0.0345 | 0.0346, 0.0296, 0.0249, 0.0254 |
 * | 30-64-64-2, 128 | 6 209 | 8 | 0.0663 | 0.0592 |
 * | 64-128-10, 32 | 9 610 | 8 | 0.0400 | 0.0343 |
 * | 30-128-128-2, 32 | 20 609 | 8 | 0.0723 | 0.0716 |
 *
 * A population also opens its programs once: 40 to 60 ms a model, the steps of ten epochs of a small table.
 */
const MOST_WEIGHTS = 8192

/** Members of a population at most: more gain nothing more, and their first results would be long in coming. */
export const MOST_MEMBERS = 16

/** Whether models of this structure train in less time as one program, and each as it would alone. */
export function isFasterTogether(request: CompileRequest): boolean {
  const weights = planModel(request).parameters.reduce((total, { shape }) => total + sizeOf(shape), 0)
  return weights <= MOST_WEIGHTS && canTrainTogether(request)
}
