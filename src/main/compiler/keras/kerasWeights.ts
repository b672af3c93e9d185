/** @file The weights of a model as Keras holds them: by the names of its layers, in its order and layout. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import { planModel, type ModelPlan, type ModelRequest } from '../compile/modelPlan'
import { kerasAxes, toKeras } from '../layers/kerasLayout'

/** By layer of the exported model; every tensor flat, row-major. */
export type KerasWeights = Readonly<Record<string, readonly Float32Array[]>>

/** Row-major. */
export interface KerasTensor {
  /** Of the parameter here, such as `kernel` or `backwardBias`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

type PlannedLayer = ModelPlan['layers'][number]

export function toKerasWeights(model: ModelRequest, weights: NamedWeights): KerasWeights {
  const entries = Object.entries(toKerasTensors(model, weights))
  return Object.fromEntries(
    entries.map(([layer, tensors]) => [layer, tensors.map(({ values }) => values)] as const),
  )
}

/** By layer of the exported model, in the order in which Keras holds them. */
export function toKerasTensors(
  model: ModelRequest,
  weights: NamedWeights,
): Readonly<Record<string, readonly KerasTensor[]>> {
  const entries = planModel(model)
    .layers.filter(({ parameters }) => parameters.length > 0)
    .flatMap((layer) =>
      layer.spec.kind === 'transformerBlock' ? ofBlock(layer, weights) : [ofLayer(layer, weights)],
    )
  return Object.fromEntries(entries)
}

function ofLayer({ spec, parameters }: PlannedLayer, weights: NamedWeights) {
  const tensors = parameters.map(({ name: full, shape }) => {
    const values = weights.get(full)?.values ?? new Float32Array()
    const name = full.slice(spec.id.length + 1)
    const axes = kerasAxes(spec.kind, name)
    if (axes === null) return { name, shape, values }
    const logical = splitChannels(spec, shape, axes.length)
    const kerasShape = axes.map((_, axis) => logical[axes.indexOf(axis)] ?? 1)
    return { name, shape: kerasShape, values: toKeras(values, kerasShape, axes) }
  })
  return [spec.id, tensors] as const
}

/** The windows of a channel lie one after the other in one axis here, and in one of their own in Keras. */
function splitChannels(spec: LayerSpec, shape: readonly number[], rank: number): readonly number[] {
  const [deep = 1, seen] = shape
  if (!('depthMultiplier' in spec) || seen !== 1) return shape
  const { depthMultiplier } = spec
  return [deep / depthMultiplier, depthMultiplier, ...shape.slice(2 - rank)]
}

/** The layers of Keras that a block is made of; its last one bears its name. */
function ofBlock({ spec, parameters }: PlannedLayer, weights: NamedWeights) {
  const { id } = spec
  const isNormFirst = spec.kind === 'transformerBlock' && spec.normFirst
  const parts: Record<string, string> = {
    attentionNorm: `${id}_attention_norm`,
    attention: `${id}_attention_1`,
    networkNorm: isNormFirst ? `${id}_network_norm` : id,
    'network/hidden': `${id}_network_1`,
    'network/output': `${id}_network_2`,
  }
  return Object.entries(parts).map(([part, name]) => {
    const own = parameters.filter((parameter) => parameter.name.startsWith(`${id}/${part}/`))
    const tensors = own.map(({ name: full, shape }) => ({
      name: full.slice(`${id}/${part}/`.length),
      shape,
      values: weights.get(full)?.values ?? new Float32Array(),
    }))
    return [name, tensors] as const
  })
}
