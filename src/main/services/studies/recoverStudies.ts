import type { StudyId } from '../../../shared/domain/ids'
import type { Study } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import { foldsOf } from './liveStudy'
import { isAtHalt } from './pastTrials'
import { completeSoFar, isFinalist } from './trialSeries'
import { interrupted, toReason } from './trialTransitions'

/**
 * At start: what still looks alive died with the last core. Its trials become `interrupted`, and so does the study, to be
 * offered for continuation. Those that rest at a halt go on resting. Epochs that were stored stay until the trial runs again.

 * @param isMeant which studies to look at @default all
 */
export function recoverStudies(
  { store }: Pick<ServiceContext, 'store'>,
  isMeant: (id: StudyId) => boolean = () => true,
): void {
  for (const study of store.studies.list(null).filter(({ id }) => isMeant(id))) {
    if (study.state === 'running' || study.state === 'paused') recover(store, study)
  }
}

function recover(store: ServiceContext['store'], study: Study): void {
  const error = new AppError('training/core-died')
  const { repeats } = study.plan
  const series = { folds: foldsOf(store, study.plan), ...(repeats ? { repeats } : {}) }
  const rows = store.trials
    .list(study.id)
    .filter(
      (row) =>
        row.state === 'running' || row.state === 'queued' || (row.state === 'paused' && !isAtHalt(row)),
    )
    .map((row) =>
      isFinalist(row, series)
        ? completeSoFar(row)
        : interrupted(row, error, { now: row.startedAt ?? study.createdAt, durationMs: null }),
    )
  store.transaction(() => {
    store.trials.update(rows)
    store.studies.update({ ...study, state: 'interrupted', reason: toReason(error) })
  })
}
