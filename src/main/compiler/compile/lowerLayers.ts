/** @file Layers become graph. */
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { buildLayer } from '../layers/registry'
import type { ParameterLookup } from './addWeights'
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
  readonly parameter: ParameterLookup
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
      parameter: options.parameter,
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
