/** @file Parity cases as Keras can train them: a line of JSON each, with model, first weights, data, optimizer and loss. */
import { createHash } from 'node:crypto'
import { exportKeras, initialWeights } from '../../../src/main/compiler'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { toKerasWeights } from './kerasWeights'
import { weightSeed } from '../../../src/main/training/runners/shared/seeds'
import type { Weights } from '../../../src/main/training/types'
import {
  drawParityData,
  PARITY_BATCH,
  PARITY_CASES,
  PARITY_SEED,
  PARITY_STEPS,
  type ParityCase,
} from './parityCases'

/** Keras itself has no layer that knows where a step stands. */
export function isInKeras({ model }: ParityCase): boolean {
  return model.layers.every(({ kind }) => kind !== 'positionalEncoding')
}

export const KERAS_CASES = PARITY_CASES.filter(([, one]) => isInKeras(one))

/** Those that the runner begins with. */
export function firstWeights({ model }: ParityCase): Weights {
  const { parameters } = planModel(model)
  const values = initialWeights(parameters, weightSeed(PARITY_SEED))
  return new Map(
    parameters.map(({ name, shape }, index) => [
      name,
      { shape, values: values[index] ?? new Float32Array() },
    ]),
  )
}

/** What Keras is told of a training; a setting that comes later and that it knows nothing of makes no other case. */
const TOLD = [
  ...(['optimizer', 'learningRate', 'momentum', 'nesterov', 'beta1', 'beta2', 'rho', 'weightDecay'] as const),
  ...([
    'loss',
    'huberDelta',
    'quantile',
    'labelSmoothing',
    'focalGamma',
    'mode',
    'outputActivation',
  ] as const),
]

export function toKerasRequest(name: string, one: ParityCase): string {
  const { model } = one
  const training = Object.fromEntries(TOLD.map((setting) => [setting, one.training[setting]]))
  const { inputs, y } = drawParityData(one)
  const weights = Object.entries(toKerasWeights(model, firstWeights(one)))
  return JSON.stringify({
    ...{ name, training, task: model.task, batch: PARITY_BATCH, steps: PARITY_STEPS },
    text: JSON.stringify(exportKeras({ ...model, training: one.training })),
    inputs: inputs.map((rows) => Array.from(rows)),
    targets: Array.from(y),
    weights: weights.map(([layer, tensors]) => [layer, tensors.map((values) => Array.from(values))]),
  })
}

/** Tells whether figures are of this very case. */
export function fingerprint(request: string): string {
  return createHash('sha256').update(request).digest('hex').slice(0, 16)
}
