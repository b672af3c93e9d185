import { existsSync } from 'node:fs'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { TrialId } from '../../../shared/domain/ids'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { TrainedModel } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { trialSpec } from '../studies/studySetup'
import { variantOf } from '../studies/trialData'
import { weightsFile } from '../studies/trialFiles'

/** A complete trial whose weights are still there, with all that belongs to it. */
export interface TrainedTrial {
  readonly row: TrialRow
  readonly study: Study
  readonly version: DatasetVersion
  readonly model: TrainedModel
  /** What answers in the place of the trial itself: a smaller model made of it. */
  readonly onnxFile?: string
}

/** @throws {study/nothing-trained} unless the trial is complete. @throws {trial/no-weights} where only better ones kept theirs. */
export async function findTrainedTrial(
  { store, folders }: ServiceContext,
  prepared: PreparedData,
  trialId: TrialId,
): Promise<TrainedTrial> {
  const row = store.trials.get(trialId)
  if (row.state !== 'complete') throw new AppError('study/nothing-trained')
  const weights = weightsFile(folders, row.id)
  if (!existsSync(weights)) throw new AppError('trial/no-weights', { number: row.number })
  const study = store.studies.get(row.studyId)
  const version = store.datasets.version(trainingPlanOf(study).datasetVersionId)
  const { model, training } = trialSpec(study, row.assignment)
  const dataFolder = await prepared.folderOf(version, variantOf(study, row.assignment))
  const { task } = version.plan
  return { row, study, version, model: { model, training, task, dataFolder, weightsFile: weights } }
}
