/** @file What the program of a model is made of; the rest of its settings are numbers that it is fed. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { canonicalJson } from '../../../shared/util/canonicalJson'

export interface Structured {
  readonly layers: readonly LayerSpec[]
  readonly training: TrainingSpec
}

/** Fed as numbers, or not to the program at all. */
const TRAINING_VALUES = [
  ...(['learningRate', 'weightDecay', 'epochs', 'patience', 'plateauPatience'] as const),
  ...(['decayFactor', 'decayEpochs', 'finalShare', 'decayPower', 'warmupEpochs', 'restarts'] as const),
] satisfies readonly (keyof TrainingSpec)[]

/** They decide what the first weights are. */
const FIRST_WEIGHTS: readonly string[] = ['initializer', 'initialScale']
/** What is fed where they are not 0, and absent where they are. */
const PENALTIES: readonly string[] = ['l1', 'l2']

/**
 * @returns a text that is equal only for models whose programs differ in values alone. That of layers whose numbers nobody
 * looked at says more than it needs to.
 */
export function structureOf({ layers, training }: Structured): string {
  const values: readonly string[] = TRAINING_VALUES
  const fixed = Object.entries(training).filter(([name]) => !values.includes(name))
  const momentum = training.momentum > 0
  return canonicalJson([layers.map(layerStructure), { ...Object.fromEntries(fixed), momentum }])
}

function layerStructure(layer: LayerSpec): object {
  if (layer.kind === 'dropout') return { ...layer, rate: layer.rate > 0 }
  if (layer.kind !== 'dense' && layer.kind !== 'output') return layer
  return Object.fromEntries(
    Object.entries(layer)
      .filter(([name]) => !FIRST_WEIGHTS.includes(name))
      .map(([name, value]) => [name, PENALTIES.includes(name) ? Number(value) > 0 : value]),
  )
}
