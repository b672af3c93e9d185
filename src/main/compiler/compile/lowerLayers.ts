/** @file Layers become graph. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { invariant } from '../../../shared/errors/appError'
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats, sizeOf } from '../graph/tensorType'
import type { Feature } from '../layers/feature'
import { isSilent, type NoiseDraw, type NoiseSpec } from '../layers/noise'
import { buildLayer } from '../layers/registry'
import { cropUnseen } from '../passes/cropUnseen'
import { poolFirst } from '../passes/poolFirst'
import type { InputLookup } from './addInputs'
import type { ParameterLookup } from './addWeights'
import type { Source } from './connectLayers'
import type { ModelPlan, PlannedLayer } from './modelPlan'

/** Noise that a training step needs: a row of numbers for each row of the batch. */
export interface MaskSpec {
  readonly name: string
  /** Of one row. */
  readonly shape: readonly number[]
  readonly width: number
  readonly draw: NoiseDraw
}

export interface LoweredModel {
  readonly logits: Value
  /** What every layer makes, in their order; only those that `keepsAll` asks for are sure to be computed. */
  readonly made: readonly Feature[]
  readonly masks: readonly MaskSpec[]
  /** What a training step makes of untrained parameters, by their names. */
  readonly updates: ReadonlyMap<string, Value>
}

export interface LowerOptions {
  readonly parameter: ParameterLookup
  readonly input: InputLookup
  /** Noise and running statistics belong to training only. */
  readonly isTraining: boolean
  /** Keeps the noise apart where a network stands in a graph several times. */
  readonly turn?: string
  /** Without noise, where the step is only looked at. @default false */
  readonly isQuiet?: boolean
  /** Whether the output of every layer is read from outside. @default false */
  readonly keepsAll?: boolean
  /** What later layers read instead of what a layer makes. @default what it makes */
  readonly adjust?: (feature: Feature, index: number) => Feature
}

/** Appends every layer, from the inputs to the logits. */
export function lowerLayers(builder: GraphBuilder, plan: ModelPlan, options: LowerOptions): LoweredModel {
  const masks: MaskSpec[] = []
  const updates = new Map<string, Value>()
  const made: Feature[] = []
  const isNoisy = options.isTraining && options.isQuiet !== true
  const read = (source: Source): Feature => {
    const found = source.kind === 'data' ? options.input(source.input) : made[source.index]
    invariant(found, 'a layer reads what stands before it')
    return found
  }
  const { adjust = (feature: Feature) => feature } = options
  for (const [index, { spec, sources, place, holds }] of plan.layers.entries()) {
    const inputs = sources.map(read)
    const [input] = inputs
    invariant(input, `${spec.id} reads nothing`)
    const layer = buildLayer(spec, {
      emit: builder,
      ...{ place, inputs, input },
      isTraining: options.isTraining && !standsStill(spec, holds),
      parameter: options.parameter,
      update: (name, next) => updates.set(name, next),
      noise: (noise) =>
        isNoisy && holds !== 'all' ? addNoise(builder, masks, inTurn(noise, options.turn)) : null,
    })
    made.push(adjust(layer, index))
  }
  const last = made.at(-1)
  invariant(last, 'a model has a layer')
  const outputs = options.keepsAll ? made.map(({ value }) => value) : [last.value]
  const kept = new Set([...outputs, ...updates.values()])
  builder.rewrite((nodes, fresh) => cropUnseen(poolFirst(nodes, { fresh, kept }), { fresh, kept }))
  return { logits: last.value, made, masks, updates }
}

/** Only batch normalisation has statistics. */
function standsStill({ kind }: LayerSpec, holds: PlannedLayer['holds']): boolean {
  return holds === 'all' || (holds === 'statistics' && kind === 'batchNorm')
}

function inTurn(noise: NoiseSpec, turn: string | undefined): NoiseSpec {
  return turn === undefined ? noise : { ...noise, name: `${noise.name}:${turn}` }
}

function addNoise(builder: GraphBuilder, masks: MaskSpec[], { name, shape, draw }: NoiseSpec): Value | null {
  if (isSilent(draw)) return null
  const mask = { name: `mask:${name}`, shape, width: sizeOf(shape), draw }
  masks.push(mask)
  return builder.input(mask.name, 'mask', floats('batch', ...shape))
}
