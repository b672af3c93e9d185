import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { PictureSheet } from '../../../shared/domain/pictureSheet'
import type { TrialDetail, TrialRow } from '../../../shared/domain/trial'
import type { TrialLog } from '../../../shared/domain/trialLog'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import { readPictures } from '../../training'
import { picturesFile } from './trialFiles'
import { readLog } from './trialLog'
import type { StudyRunner } from './studyRunner'

export interface TrialService {
  list(studyId: StudyId): TrialRow[]
  get(id: TrialId): TrialDetail
  /** What its model made, by epoch; none for a model that predicts. */
  pictures(id: TrialId): Promise<PictureSheet[]>
  /** What its program printed; empty for one that trains a model. */
  log(id: TrialId): TrialLog
  /** @throws {study/wrong-state} unless the trial failed or was interrupted. */
  retry(id: TrialId): void
}

export function createTrialService({ store, folders }: ServiceContext, runner: StudyRunner): TrialService {
  return {
    list: (studyId) => store.trials.list(store.studies.get(studyId).id),
    get: (id) => ({ row: store.trials.get(id), steps: store.trials.steps(id) }),
    pictures: (id) => readPictures(picturesFile(folders, store.trials.get(id).id)),
    log: (id) => readLog(folders, store.trials.get(id).id),
    retry(id) {
      const row = store.trials.get(id)
      const { state } = row
      if (state !== 'failed' && state !== 'interrupted') throw new AppError('study/wrong-state', { state })
      runner.runMore(store.studies.get(row.studyId), () => ({ added: [], again: [row] }))
    },
  }
}
