import type { ArtifactId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { TrainedTrial } from '../results/trainedTrial'
import { artifactFiles } from './artifactFiles'

/**
 * The trial as what was made of it answers: with its file, and where it is a student's, with its layers and weights.
 * @throws {app/not-found} where nothing of the kind was made of this trial.
 */
export function trialOfArtifact(
  { store, folders }: Pick<ServiceContext, 'store' | 'folders'>,
  trial: TrainedTrial,
  id: ArtifactId,
): TrainedTrial {
  const { trialId, model } = store.artifacts.get(id)
  if (trialId !== trial.row.id) throw new AppError('app/not-found', { what: 'artifact', id })
  const files = artifactFiles(folders, id)
  const student = model === null ? {} : { model, weightsFile: files.weights }
  return { ...trial, model: { ...trial.model, ...student }, onnxFile: files.onnx }
}
