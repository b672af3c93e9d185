/** @file Settings that a model may be given while it is being trained. */
import type { Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'

/** How fast and how carefully weights are changed. Not what is measured: losses could not be compared any more. */
const TRAINING: ReadonlySet<string> = new Set<keyof TrainingSpec>([
  'learningRate',
  'momentum',
  'weightDecay',
  'beta1',
  'beta2',
  'rho',
  'clipNorm',
  'clipValue',
  'decayFactor',
  'decayPower',
  'finalShare',
  'discriminatorRate',
  'batchSize',
  'accumulate',
])
/** What of a layer leaves its weights as they are: noise and penalties. */
const LAYER: ReadonlySet<string> = new Set(['rate', 'recurrentRate', 'deviation', 'l1', 'l2', 'maxNorm'])

/** Whether a copy of a trained model can go on with another value: never sizes, kinds, repeats, data or epochs. */
export function isMutable({ name }: Pick<Parameter, 'name'>): boolean {
  const [holder = '', setting = '', ...rest] = name.replace(/\[\d+\]$/, '').split('.')
  if (rest.length > 0 || holder === 'data') return false
  return (holder === 'training' ? TRAINING : LAYER).has(setting)
}

/** @returns the parameters that may change by themselves: no other one exists because of them, and those that follow may change, too. */
export function mutableParameters({ parameters }: SearchSpace): Parameter[] {
  const fixed = new Set<string>()
  for (const parameter of parameters) {
    if (parameter.condition !== null) fixed.add(parameter.condition.parameter)
    if (parameter.follows !== undefined && !isMutable(parameter)) fixed.add(parameter.follows)
  }
  return parameters.filter(
    (parameter) => parameter.follows === undefined && isMutable(parameter) && !fixed.has(parameter.name),
  )
}
