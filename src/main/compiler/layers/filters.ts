/** @file What all layers with filters share: a bias a filter, the activation, groups that divide. */
import type { ActivationName } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import { activateFeature } from './activations'
import { feature, picture, type Feature } from './feature'
import type { LayerContext } from './layer'
import type { Misfit } from './misfit'
import { plainParameter, type ParameterSpec } from './parameter'

interface FilterSpec {
  readonly id: string
  readonly useBias: boolean
  readonly activation: ActivationName
}

/** Behind the kernels: a bias a filter, where the layer has one. */
export function biasParameter({ id, useBias }: FilterSpec, filters: number): ParameterSpec[] {
  return useBias ? [plainParameter(`${id}/bias`, [filters])] : []
}

/** @param made [b, filters, h, w], channels first */
export function finishPicture(spec: FilterSpec, { emit, parameter }: LayerContext, made: Value): Feature {
  if (!spec.useBias) return activateFeature(emit, spec.activation, picture(made))
  const bias = parameter(`${spec.id}/bias`)
  const column = emit.op('reshape', [bias], { shape: [...bias.type.shape, 1, 1] })
  return activateFeature(emit, spec.activation, picture(emit.op('add', [made, column])))
}

/** @param made [b, steps, filters] */
export function finishSteps(spec: FilterSpec, { emit, parameter }: LayerContext, made: Value): Feature {
  const lifted = spec.useBias ? emit.op('add', [made, parameter(`${spec.id}/bias`)]) : made
  return activateFeature(emit, spec.activation, feature(lifted))
}

/** Groups divide channels and filters alike. */
export function indivisible(groups: number, counts: readonly number[]): Misfit | null {
  const wrong = counts.find((count) => count % groups !== 0)
  return wrong === undefined
    ? null
    : { reason: 'notDivisible', expected: `${groups} · n`, found: String(wrong) }
}
