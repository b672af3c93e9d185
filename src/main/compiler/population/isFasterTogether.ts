/** @file When it pays to train several models as one. */
import type { CompileRequest } from '../compile/compileModel'
import { planModel } from '../compile/modelPlan'
import { sizeOf } from '../graph/tensorType'
import { canTrainTogether } from './compilePopulation'

/**
 * Weights of a model at most. A step of a small model is mostly the calling of its operators, which a population shares; that
 * of a large one is arithmetic, which it does not, and many of them no longer fit the cache of a core.
 *
 * Measured on one core, Adam, milliseconds a step and model apart and eight together (2, 4, 16 for the second):
 *
 * | layers, batch | weights | apart | together |
 * | --- | --- | --- | --- |
 * | 4-16-3, 16 | 131 | 0.016 | 0.0045 |
 * | 30-64-64-2, 32 | 6 274 | 0.036 | 0.022 (0.030, 0.026, 0.022) |
 * | 30-64-64-2, 128 | 6 274 | 0.087 | 0.057 |
 * | 64-64-10, 32 | 4 810 | 0.031 | 0.019 |
 * | 64-128-10, 32 | 9 610 | 0.048 | 0.041 |
 * | 30-128-128-2, 32 | 20 738 | 0.071 | 0.059 |
 * | 64-128-128-10, 64 | 26 122 | 0.123 | 0.133 |
 */
const MOST_WEIGHTS = 8192

/** Members of a population at most: more gain nothing more, and their first results would be long in coming. */
export const MOST_MEMBERS = 16

/** Whether models of this structure train in less time as one program, and each as it would alone. */
export function isFasterTogether(request: CompileRequest): boolean {
  const weights = planModel(request).parameters.reduce((total, { shape }) => total + sizeOf(shape), 0)
  return weights <= MOST_WEIGHTS && canTrainTogether(request)
}
