/** @file Attention in Keras. */
import type { LayerSpecOf } from '../../layers/layer'
import { writeActivation } from '../activationNames'
import type { KerasLayer } from '../format'
import { BLOCK_EPSILON } from '../../layers/transformerBlock'
import { readInitializer, writeInitializer } from '../initializers'
import type { KerasPart, KerasReaders, KerasWriters } from './codec'
import { readBias, writeBias } from './kernel'

type Heads = LayerSpecOf<'multiHeadAttention' | 'transformerBlock'>

/** Where a step may look is told to the layer in Keras when it is called. */
const CAUSAL = 'use_causal_mask'

function initializerOf({ initializer }: Heads) {
  return writeInitializer({ initializer, initialScale: 0.05 })
}

function attention(spec: Heads, useBias: boolean): KerasLayer {
  return {
    className: 'MultiHeadAttention',
    config: {
      ...{ num_heads: spec.heads, key_dim: spec.keyUnits, value_dim: spec.keyUnits, dropout: spec.rate },
      ...writeBias(useBias),
      kernel_initializer: initializerOf(spec),
    },
    call: spec.isCausal ? { [CAUSAL]: true } : {},
  }
}

const norm: KerasLayer = {
  className: 'LayerNormalization',
  config: { axis: -1, epsilon: BLOCK_EPSILON, scale: true, center: true },
}

/** Two halves, each added to what it reads, and normalised before it acts or behind the sum. */
function block(spec: LayerSpecOf<'transformerBlock'>, channels: number): KerasPart[] {
  const dense = (units: number, activation: string): KerasLayer => ({
    className: 'Dense',
    config: { units, activation, ...writeBias(true), kernel_initializer: initializerOf(spec) },
  })
  const look = [attention(spec, true)]
  const think = [dense(spec.feedForwardUnits, writeActivation(spec.activation)), dense(channels, 'linear')]
  const first = half(spec, { name: 'attention', reads: '', acts: look })
  return [...first, ...half(spec, { name: 'network', reads: endOf(first), acts: think })]
}

interface Half {
  readonly name: string
  readonly reads: string
  readonly acts: readonly KerasLayer[]
}

function half({ normFirst, rate }: Heads & { normFirst: boolean }, { name, reads, acts }: Half): KerasPart[] {
  const parts: KerasPart[] = []
  const add = (part: string, layer: KerasLayer, ...from: string[]): string => {
    parts.push({ ...layer, name: `${name}_${part}`, reads: from })
    return `${name}_${part}`
  }
  let last = normFirst ? add('norm', norm, reads) : reads
  for (const [index, layer] of acts.entries()) {
    const asked = layer.className === 'MultiHeadAttention' ? [last, last] : [last]
    last = add(`${index + 1}`, layer, ...asked)
  }
  if (rate > 0) last = add('dropout', { className: 'Dropout', config: { rate } }, last)
  const sum = add('sum', { className: 'Add', config: {} }, reads, last)
  if (!normFirst) add('norm', norm, sum)
  return parts
}

function endOf(parts: readonly KerasPart[]): string {
  return parts.at(-1)?.name ?? ''
}

export const attentionWriters: KerasWriters<
  'multiHeadAttention' | 'transformerBlock' | 'positionalEncoding'
> = {
  multiHeadAttention: (spec) => attention(spec, spec.useBias),
  transformerBlock: (spec, { inputShape }) => block(spec, inputShape.at(-1) ?? 1),
  // Keras itself has no layer that knows where a step stands.
  positionalEncoding: () => null,
}

export const attentionReaders: KerasReaders = {
  MultiHeadAttention: (config) => {
    const keyUnits = config.number('key_dim')
    config.only('value_dim', null, keyUnits)
    config.only('attention_axes', null, 1, [1])
    return {
      ...{ kind: 'multiHeadAttention', heads: config.number('num_heads'), keyUnits },
      ...{ rate: config.number('dropout', 0), isCausal: config.boolean(CAUSAL, false) },
      ...{ initializer: readInitializer(config, 'kernel_initializer', 'glorotUniform').initializer },
      ...readBias(config),
    }
  },
}
