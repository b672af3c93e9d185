/** @file Keeps gradients short, against steps that go too far. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'

/**
 * First every number to `clipValue`, then all together to a length of `clipNorm` (Pascanu et al. 2013), as `clipvalue` and
 * `global_clipnorm` of Keras do; 0 clips nothing and adds nothing.
 * @param gradients all of a step; each may be of any shape.
 */
export function clipGradients(
  emit: Emit,
  gradients: readonly Value[],
  { clipValue, clipNorm }: Pick<TrainingSpec, 'clipValue' | 'clipNorm'>,
): readonly Value[] {
  const clipped =
    clipValue === 0
      ? gradients
      : gradients.map((gradient) => emit.op('clip', [gradient], { limit: clipValue }))
  if (clipNorm === 0) return clipped
  const square = clipped
    .map((gradient) => emit.op('sumOfSquares', [gradient]))
    .reduce((sum, term) => emit.op('add', [sum, term]))
  const factor = emit.op('clipFactor', [square], { limit: clipNorm })
  return clipped.map((gradient) => emit.op('multiply', [gradient, factor]))
}
