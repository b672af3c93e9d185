/** @file What follows from a model spec before any graph is built: shapes, parameters, groups. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { headOf, type Head, type HeadRequest } from '../layers/head'
import type { ParameterSpec } from '../layers/parameter'
import { outputShapeOf, parametersOf } from '../layers/registry'
import { groupParameters, type ParameterGroup } from '../optimizers/groupParameters'

/** A model and what it stands between. */
export interface ModelRequest extends HeadRequest {
  readonly layers: readonly LayerSpec[]
  readonly featureCount: number
}

export interface PlannedLayer {
  readonly spec: LayerSpec
  readonly outputShape: readonly number[]
  readonly parameters: readonly ParameterSpec[]
}

export interface ModelPlan {
  readonly featureCount: number
  readonly head: Head
  readonly layers: readonly PlannedLayer[]
  readonly parameters: readonly ParameterSpec[]
  readonly groups: readonly ParameterGroup[]
}

export function planModel(request: ModelRequest): ModelPlan {
  const { layers, featureCount } = request
  const head = headOf(request)
  const planned: PlannedLayer[] = []
  let inputShape: readonly number[] = [featureCount]
  for (const spec of layers) {
    const place = { inputShape, head }
    const outputShape = outputShapeOf(spec, place)
    planned.push({ spec, outputShape, parameters: parametersOf(spec, place) })
    inputShape = outputShape
  }
  const parameters = planned.flatMap((layer) => layer.parameters)
  return { featureCount, head, layers: planned, parameters, groups: groupParameters(parameters) }
}
