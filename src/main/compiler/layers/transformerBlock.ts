/** @file A transformer's encoder: attention and a network a step, each added to what it reads and normalised. */
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import { activate } from './activations'
import { attend, attentionParameters, type AttentionSpec } from './attend'
import { withValue } from './feature'
import type { Layer, LayerContext, LayerSpecOf } from './layer'
import { wrongRank } from './misfit'
import { kernelParameter, plainParameter, type ParameterSpec } from './parameter'

type Block = LayerSpecOf<'transformerBlock'>

/** Added to the variances, as in Keras' own transformers. */
export const BLOCK_EPSILON = 1e-5

export const transformerBlock: Layer<'transformerBlock'> = {
  kind: 'transformerBlock',
  misfit: (_spec, place) => wrongRank(place, 2),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: (spec, { inputShape: [, channels = 1] }) => [
    ...normParameters(`${spec.id}/attentionNorm`, channels),
    ...attentionParameters(attentionOf(spec), { query: channels, key: channels, value: channels }),
    ...normParameters(`${spec.id}/networkNorm`, channels),
    ...denseParameters(spec, 'hidden', [channels, spec.feedForwardUnits]),
    ...denseParameters(spec, 'output', [spec.feedForwardUnits, channels]),
  ],
  build: (spec, context) => {
    const { emit, input } = context
    const look = (x: Value): Value => {
      const masks = { queryMask: input.mask, keyMask: input.mask }
      return drop(
        spec,
        context,
        'attended',
        attend(attentionOf(spec), context, { query: x, key: x, value: x, ...masks }),
      )
    }
    const think = (x: Value): Value => drop(spec, context, 'network', feedForward(spec, context, x))
    const part = (x: Value, name: string, act: (x: Value) => Value): Value =>
      spec.normFirst
        ? emit.op('add', [x, act(normalize(`${spec.id}/${name}`, context, x))])
        : normalize(`${spec.id}/${name}`, context, emit.op('add', [x, act(x)]))
    return withValue(input, part(part(input.value, 'attentionNorm', look), 'networkNorm', think))
  },
}

function attentionOf({ id, heads, keyUnits, rate, isCausal, initializer }: Block): AttentionSpec {
  return { id: `${id}/attention`, heads, keyUnits, rate, isCausal, initializer, useBias: true }
}

function normParameters(name: string, channels: number): ParameterSpec[] {
  return [
    plainParameter(`${name}/scale`, [channels], { value: 1 }),
    plainParameter(`${name}/center`, [channels]),
  ]
}

function normalize(name: string, { emit, parameter }: LayerContext, x: Value): Value {
  const [scale, center] = [parameter(`${name}/scale`), parameter(`${name}/center`)]
  return emit.op('layerNorm', [x, scale, center], { epsilon: BLOCK_EPSILON })
}

function denseParameters(
  { id, initializer }: Block,
  name: string,
  [fanIn, fanOut]: readonly [number, number],
): ParameterSpec[] {
  const settings = { id: `${id}/network`, initializer, ...PLAIN_WEIGHTS }
  return [
    kernelParameter(settings, { shape: [fanIn, fanOut], fanIn, fanOut }, `${name}/kernel`),
    plainParameter(`${id}/network/${name}/bias`, [fanOut]),
  ]
}

function feedForward({ id, activation }: Block, { emit, parameter }: LayerContext, x: Value): Value {
  const dense = (value: Value, name: string): Value => {
    const weights = `${id}/network/${name}`
    return emit.op('linear', [value, parameter(`${weights}/kernel`), parameter(`${weights}/bias`)])
  }
  return dense(activate(emit, activation, dense(x, 'hidden')), 'output')
}

function drop({ id, rate }: Block, { emit, noise }: LayerContext, name: string, x: Value): Value {
  const shape = x.type.shape.slice(1).map(Number)
  const factors = noise({ name: `${id}/${name}`, shape, draw: { kind: 'dropout', rate } })
  return factors ? emit.op('multiply', [x, factors]) : x
}
