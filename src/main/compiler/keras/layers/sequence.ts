/** @file Layers of tokens and of steps in time, in Keras. */
import * as v from 'valibot'
import { DIRECTION_MERGES } from '../../../../shared/domain/layers'
import type { LayerSpecOf } from '../../layers/layer'
import { readActivation, writeActivation } from '../activationNames'
import { kerasObject, type Json, type KerasLayer } from '../format'
import { readInitializer, writeInitializer } from '../initializers'
import type { KerasConfig } from '../kerasConfig'
import { readRegularizer, writeRegularizer } from '../penalties'
import type { KerasReaders, KerasWriters } from './codec'
import { readBias, readKernel, writeBias, writeKernel } from './kernel'
import { orElse } from './sizes'

type Recurrent = LayerSpecOf<'simpleRnn' | 'gru' | 'lstm'>
type Merge = Recurrent['merge']

const MERGES: Readonly<Record<Merge, string>> = {
  concat: 'concat',
  sum: 'sum',
  multiply: 'mul',
  average: 'ave',
}

function recurrent(
  className: string,
  spec: Recurrent,
  own: Readonly<Record<string, Json>> = {},
): KerasLayer | null {
  const config = {
    ...{ units: spec.units, activation: writeActivation(spec.activation) },
    ...{ return_sequences: spec.returnSequences, go_backwards: spec.direction === 'backward' },
    recurrent_initializer: writeInitializer({ initializer: spec.recurrentInitializer, initialScale: 0.05 }),
    ...{ dropout: spec.rate, recurrent_dropout: spec.recurrentRate },
    ...{ ...writeBias(spec.useBias), ...writeKernel(spec), ...own },
  }
  // Keras gives the steps of a layer that goes backwards in the order in which it met them.
  if (spec.direction === 'backward' && spec.returnSequences) return null
  if (spec.direction !== 'both') return { className, config }
  const layer = kerasObject('layers', className, { name: `forward_${className.toLowerCase()}`, ...config })
  return { className: 'Bidirectional', config: { layer, merge_mode: MERGES[spec.merge] } }
}

const gates = ({ recurrentActivation }: LayerSpecOf<'gru' | 'lstm'>) => ({
  recurrent_activation: writeActivation(recurrentActivation),
})

export const sequenceWriters: KerasWriters<'embedding' | 'masking' | 'simpleRnn' | 'gru' | 'lstm'> = {
  embedding: (spec, { vocabulary }) => ({
    className: 'Embedding',
    config: {
      ...{ input_dim: orElse(spec.vocabulary, vocabulary), output_dim: spec.units, mask_zero: spec.maskZero },
      embeddings_initializer: writeInitializer(spec),
      embeddings_regularizer: writeRegularizer({ l1: 0, l2: spec.l2 }),
      embeddings_constraint: null,
    },
  }),
  masking: ({ value }) => ({ className: 'Masking', config: { mask_value: value } }),
  simpleRnn: (spec) => recurrent('SimpleRNN', spec),
  gru: (spec) => recurrent('GRU', spec, { ...gates(spec), reset_after: spec.resetAfter }),
  lstm: (spec) => recurrent('LSTM', spec, { ...gates(spec), unit_forget_bias: spec.unitForgetBias }),
}

/** Where a wrapper put what it says of both directions. */
export const BOTH_DIRECTIONS = 'merge_mode'

const Merged = v.picklist(Object.values(MERGES))

function readRecurrent(config: KerasConfig): Omit<LayerSpecOf<'simpleRnn'>, 'kind' | 'id' | 'inputs'> {
  const isBoth = config.has(BOTH_DIRECTIONS)
  const isBackward = config.boolean('go_backwards', false)
  if (isBackward && (isBoth || config.boolean('return_sequences', false))) config.refuse('go_backwards')
  const merge = isBoth ? config.read(BOTH_DIRECTIONS, Merged) : 'concat'
  const direction = isBoth ? 'both' : isBackward ? 'backward' : 'forward'
  return {
    ...{ units: config.number('units'), activation: readActivation(config, 'activation', 'tanh') },
    ...{ returnSequences: config.boolean('return_sequences', false), direction },
    merge: DIRECTION_MERGES.find((name) => MERGES[name] === merge) ?? 'concat',
    recurrentInitializer: readInitializer(config, 'recurrent_initializer', 'orthogonal').initializer,
    ...{ rate: config.number('dropout', 0), recurrentRate: config.number('recurrent_dropout', 0) },
    ...{ ...readBias(config), ...readKernel(config) },
  }
}
const readGates = (config: KerasConfig) => ({
  recurrentActivation: readActivation(config, 'recurrent_activation', 'sigmoid'),
})

export const sequenceReaders: KerasReaders = {
  Embedding: (config) => {
    const { l1, l2 } = readRegularizer(config, 'embeddings_regularizer')
    if (l1 !== 0) config.refuse('embeddings_regularizer')
    return {
      ...{ kind: 'embedding', vocabulary: config.number('input_dim'), units: config.number('output_dim') },
      ...{ maskZero: config.boolean('mask_zero', false), l2 },
      ...readInitializer(config, 'embeddings_initializer', 'uniform'),
    }
  },
  Masking: (config) => ({ kind: 'masking', value: config.number('mask_value', 0) }),
  SimpleRNN: (config) => ({ kind: 'simpleRnn', ...readRecurrent(config) }),
  GRU: (config) => ({
    ...{ kind: 'gru', ...readRecurrent(config), ...readGates(config) },
    // Keras 2 in a list of its own, and TensorFlow.js, say nothing where it acts before.
    resetAfter: config.boolean('reset_after', false),
  }),
  LSTM: (config) => ({
    ...{ kind: 'lstm', ...readRecurrent(config), ...readGates(config) },
    unitForgetBias: config.boolean('unit_forget_bias', true),
  }),
}
