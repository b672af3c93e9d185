/** @file The network of an example that belongs to no data. */
import type { FreeExample } from '../../../shared/domain/example'
import { tableInput, type InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import type { Head } from '../layers/head'

export interface FreeNetwork {
  readonly layers: readonly LayerSpec[]
  readonly inputs: readonly InputSpec[]
  readonly head: Head
}

/** Hidden layers are called `hidden`, `hidden2` …; the loss is the mean over the outputs. */
export function freeNetwork({ sizes, activation, outputActivation, loss }: FreeExample): FreeNetwork {
  const units = sizes.at(-1) ?? 1
  const initializer = 'glorotUniform'
  const hidden = sizes.slice(1, -1).map((size, index) =>
    newLayer('dense', index === 0 ? 'hidden' : `hidden${index + 1}`, {
      units: size,
      activation,
      initializer,
    }),
  )
  const isEntropy = loss === 'crossEntropy'
  return {
    layers: [...hidden, newLayer('output', 'output', { initializer })],
    inputs: [tableInput(sizes[0] ?? 1)],
    head: {
      ...{ goal: 'reconstruction', units, shape: [units] },
      link: isEntropy ? 'sigmoid' : outputActivation,
      loss: isEntropy ? 'crossEntropy' : 'mse',
      settings: DEFAULT_TRAINING,
      rate: { factor: 1, shift: 0 },
      classCount: 0,
    },
  }
}
