import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelRequest } from '../../compiler'
import { readPreparedMeta, readWeights, type TrainedModel, type Weights } from '../../training'
import { toJson } from './predictorFolder'

/** A trained network in the words of the compiler, without its preprocessing. */
export interface TrainedNetwork {
  readonly request: ModelRequest
  readonly weights: Weights
  readonly fitted: FittedRecipe
}

/** @throws {file/unreadable} when weights or prepared data are gone. */
export async function readTrainedNetwork(trained: TrainedModel): Promise<TrainedNetwork> {
  const { model, training, task, dataFolder, weightsFile } = trained
  const { fitted, inputs } = await readPreparedMeta(dataFolder)
  const specs = inputs.map(({ spec }) => spec)
  const request = { ...model, inputs: specs, output: fitted.output, task, training }
  return { request, weights: await readWeights(weightsFile), fitted }
}

/** What a network without preprocessing reads, and how its answers are meant. */
export function describeNetwork({ fitted }: TrainedNetwork): string {
  const {
    output,
    target,
    targetCenter: center,
    targetScale: scale,
    inputs,
    reads,
    primitives,
    window,
  } = fitted
  return toJson({
    target,
    answer:
      output.kind === 'classes'
        ? { kind: 'classes', labels: output.labels, note: 'one number: the probability of the second label' }
        : { kind: 'number', center, scale, note: 'answer × scale + center is in the units of the target' },
    inputs: inputs.map(({ spec, source }) => ({ ...spec, source })),
    preprocessing: { reads, primitives, window },
  })
}
