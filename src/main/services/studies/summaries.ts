import type { StudyId } from '../../../shared/domain/ids'
import type { Study, StudySummary } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import type { StudyRunner } from './studyRunner'
import { samplerOf } from './studySetup'
import { summariseStudy } from './studySummary'
import { TrialBoard } from './trialBoard'

export interface Summaries {
  /** Of any study, the live ones as they are at this moment. */
  of(study: Study): StudySummary
  /** The trials of a study were changed without a session. */
  forget(id: StudyId): void
}

export function createSummaries(context: Pick<ServiceContext, 'store'>, runner: StudyRunner): Summaries {
  const atRest = createRestingSummaries(context)
  return {
    of(study) {
      const live = runner.summary(study.id)
      if (live) return live
      // Its session ended without being able to store so.
      const isLost = study.state === 'running' || study.state === 'paused'
      return atRest.of(isLost ? { ...study, state: 'interrupted' } : study)
    },
    forget: atRest.forget,
  }
}

/**
 * Reading thousands of trials takes its time, so a summary is kept for as long as its study is the same: trials change
 * only in sessions, and every session changes its study's times.
 */
function createRestingSummaries({ store }: Pick<ServiceContext, 'store'>): Summaries {
  const kept = new Map<StudyId, { readonly key: string; readonly summary: StudySummary }>()
  const of = (study: Study): StudySummary => {
    const isTestOpened = store.reports.get(study.id) !== null
    const key = JSON.stringify([study, isTestOpened])
    const present = kept.get(study.id)
    if (present?.key === key) return present.summary
    const summary = summariseStudy({
      study,
      board: new TrialBoard(study.plan.objective, store.trials.list(study.id)),
      samplerTrials: samplerOf(study).plannedTrials(),
      isTestOpened,
    })
    kept.set(study.id, { key, summary })
    return summary
  }
  return { of, forget: (id) => void kept.delete(id) }
}
