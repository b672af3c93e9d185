/** @file What a block puts beside its layers, so that it fits whatever they are. */
import { newLayer } from '../../../shared/domain/newLayer'
import type { InnerLayer, LayerSpec, RepeatLayer, Skip } from '../../../shared/domain/modelSpec'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import { copyName } from './repeats'

export interface SkipPlan {
  /** Gives what is read as many channels, and as few rows, as what is made of it (He et al. 2016, option C); null: it has them. */
  readonly project: ((id: string, read: string) => LayerSpec) | null
  readonly merge: (id: string, inputs: [string, string]) => LayerSpec
}

/** What is decided of a copy. */
interface CopyOf {
  readonly chosen: {
    skipOf(repeat: RepeatLayer, copy: number): Skip
    valueOf(parameter: string): ParameterValue | undefined
  }
  readonly copy: number
}

/** Layers that leave the shape as it is. */
const SAME_SHAPE = new Set<InnerLayer['kind']>([
  ...(['activation', 'leakyRelu', 'prelu', 'dropout', 'spatialDropout', 'gaussianNoise'] as const),
  ...(['batchNorm', 'layerNorm', 'groupNorm', 'positionalEncoding', 'masking'] as const),
  ...(['multiHeadAttention', 'transformerBlock'] as const),
])

/** @returns null where nothing is put beside, or nothing of the kind would fit: pooling makes fewer steps of what it reads. */
export function planSkip(
  repeat: RepeatLayer,
  layers: readonly InnerLayer[],
  { chosen, copy }: CopyOf,
): SkipPlan | null {
  const skip = chosen.skipOf(repeat, copy)
  if (skip === 'none') return null
  const filled = layers.map(
    (layer) => ({ ...layer, ...valuesIn(repeat, layer, { chosen, copy }) }) as InnerLayer,
  )
  const shaping = filled.filter(({ kind }) => !SAME_SHAPE.has(kind))
  if (!shaping.every(keepsPlaces)) return null
  const last = shaping.at(-1)
  if (skip === 'concatenate' || last === undefined) return { project: null, merge: mergeBy(skip) }
  return { project: projectTo(last), merge: mergeBy(skip) }
}

function valuesIn(repeat: RepeatLayer, { id }: InnerLayer, { chosen, copy }: CopyOf) {
  const names = ['units', 'filters', 'padding', 'strides', 'returnSequences']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = chosen.valueOf(copyName(repeat, `${id}.${name}`, copy))
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}

/** Whether every place of what is read is one of what is made: only the channels change. */
function keepsPlaces(layer: InnerLayer): boolean {
  if (layer.kind === 'dense') return true
  if (layer.kind !== 'conv1d' && layer.kind !== 'conv2d') return false
  return layer.padding === 'same' && layer.strides === 1
}

function mergeBy(skip: Exclude<Skip, 'none'>): SkipPlan['merge'] {
  return (id, inputs) => newLayer(skip, id, { inputs })
}

const LINEAR = { activation: 'linear', initializer: 'glorotUniform', useBias: false, l2: 0 } as const

function projectTo(layer: InnerLayer): SkipPlan['project'] {
  if (layer.kind === 'conv1d') {
    return (id, read) =>
      newLayer('conv1d', id, { filters: layer.filters, kernelSize: 1, inputs: [read], ...LINEAR })
  }
  if (layer.kind === 'conv2d') {
    return (id, read) =>
      newLayer('conv2d', id, { filters: layer.filters, kernelSize: 1, inputs: [read], ...LINEAR })
  }
  return layer.kind === 'dense'
    ? (id, read) => newLayer('dense', id, { units: layer.units, inputs: [read], ...LINEAR })
    : null
}
