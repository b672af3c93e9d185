/** @file Layers become graph. */
import { invariant } from '../../../shared/errors/appError'
import type { InputRole, Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { buildLayer } from '../layers/registry'
import type { ModelPlan } from './modelPlan'

/** A mask that a training step needs: rows of `width` factors, zero with probability `rate`, else 1/(1 − rate). */
export interface MaskSpec {
  readonly name: string
  readonly width: number
  readonly rate: number
}

export interface LoweredModel {
  readonly logits: Value
  readonly masks: readonly MaskSpec[]
}

export interface LowerOptions {
  readonly parameters: ReadonlyMap<string, Value>
  readonly x: Value
  /** Dropout acts in training only. */
  readonly isTraining: boolean
}

/** Appends every layer, from the inputs to the logits. */
export function lowerLayers(builder: GraphBuilder, plan: ModelPlan, options: LowerOptions): LoweredModel {
  const masks: MaskSpec[] = []
  let x = options.x
  for (const { spec } of plan.layers) {
    const input = x
    x = buildLayer(spec, {
      emit: builder,
      x: input,
      parameter: (name) => {
        const value = options.parameters.get(name)
        invariant(value, `${name} is no parameter`)
        return value
      },
      mask: (layerId, rate) => {
        if (!options.isTraining || rate === 0) return null
        const mask = { name: `mask:${layerId}`, width: Number(input.type.shape.at(-1)), rate }
        masks.push(mask)
        return builder.input(mask.name, 'mask', floats('batch', mask.width))
      },
    })
  }
  return { logits: x, masks }
}

/** Adds the weights as inputs, a tensor a group. @returns the value of each parameter, and of each group. */
export function addWeights(builder: GraphBuilder, plan: ModelPlan, role: InputRole) {
  const groups = plan.groups.map((group) =>
    builder.input(`weights:${group.name}`, role, floats(...group.shape)),
  )
  const parameters = new Map<string, Value>()
  for (const [index, { members }] of plan.groups.entries()) {
    const weights = groups[index]
    invariant(weights, 'every group has its weights')
    const values =
      members.length > 1
        ? builder.node('unpack', [weights], { shapes: members.map(({ shape }) => shape) })
        : [weights]
    members.forEach(({ name }, place) => parameters.set(name, values[place] ?? weights))
  }
  return { groups, parameters }
}
