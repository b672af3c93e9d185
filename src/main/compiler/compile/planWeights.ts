/** @file The weights that a model has, before anything is compiled. */
import type { ParameterSpec } from '../layers/parameter'
import { networksOf, planModel, type ModelRequest } from './modelPlan'

/** @returns the parameters of all networks, in the order in which their first values are drawn. */
export function planWeights(request: ModelRequest): readonly ParameterSpec[] {
  return networksOf(planModel(request)).flatMap(({ parameters }) => parameters)
}
