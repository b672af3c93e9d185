/** @file The run by which it is measured how fast the trials of a study train. */
import type { RunRequest } from '../../../shared/contract/worker'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { measuredRequest } from './studySetup'
import { prepareFirst } from './trialData'

/** @returns the first trial that a study would make now, whose rows are prepared then; rejects with app/not-found where its data are gone. */
export function createFirstRequest(
  { store, folders }: Pick<ServiceContext, 'store' | 'folders'>,
  prepared: PreparedData,
): (study: Study) => Promise<RunRequest> {
  return async (study) => {
    const version = store.datasets.version(trainingPlanOf(study).datasetVersionId)
    const dataFolder = await prepareFirst({ study, version, prepared })
    return measuredRequest({ study, version, dataFolder, folders })
  }
}
