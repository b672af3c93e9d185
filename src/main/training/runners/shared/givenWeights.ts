/** @file What backbones give to a model: first values of what is trained, and tensors that stand still. */
import { Tensor } from 'onnxruntime-node'
import { type CompiledModel, initialWeights, type ParameterSpec, weightsName } from '../../../compiler'
import { AppError } from '../../../../shared/errors/appError'
import type { Weights } from '../../types'
import type { Tensors } from './tensors'

/** Those of a backbone begin as it was trained, all others as the seed has it. @throws {backbone/no-weights} */
export function firstWeights(
  parameters: readonly ParameterSpec[],
  seed: number,
  given: Weights,
): Float32Array[] {
  const drawn = initialWeights(parameters, seed)
  return parameters.map((parameter, index) =>
    parameter.given ? valuesOf(parameter, given) : (drawn[index] ?? new Float32Array()),
  )
}

/** @throws {backbone/no-weights} */
export function frozenTensors({ groups }: Pick<CompiledModel, 'groups'>, given: Weights): Tensors {
  const frozen = groups.filter(({ isFrozen }) => isFrozen)
  return Object.fromEntries(
    frozen.flatMap((group) =>
      group.members.map((member) => [
        weightsName(group),
        new Tensor('float32', valuesOf(member, given), group.shape),
      ]),
    ),
  )
}

function valuesOf({ name, shape, given: of }: ParameterSpec, given: Weights): Float32Array {
  const found = given.get(name)
  if (!found || String(found.shape) !== String(shape)) {
    throw new AppError('backbone/no-weights', { layer: of?.backbone ?? name })
  }
  return found.values
}
