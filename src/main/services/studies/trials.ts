import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { TrialDetail, TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { StudyRunner } from './studyRunner'

export interface TrialService {
  list(studyId: StudyId): TrialRow[]
  get(id: TrialId): TrialDetail
  /** @throws {study/wrong-state} unless the trial failed or was interrupted. */
  retry(id: TrialId): void
}

export function createTrialService({ store }: ServiceContext, runner: StudyRunner): TrialService {
  return {
    list: (studyId) => store.trials.list(store.studies.get(studyId).id),
    get: (id) => ({ row: store.trials.get(id), steps: store.trials.steps(id) }),
    retry(id) {
      const row = store.trials.get(id)
      const { state } = row
      if (state !== 'failed' && state !== 'interrupted') throw new AppError('study/wrong-state', { state })
      runner.retry(store.studies.get(row.studyId), row)
    },
  }
}
