import type { StudyId } from '../../../shared/domain/ids'
import type { Study, StudySummary } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import type { StudyRunner } from './studyRunner'
import { samplerOf } from './studySetup'
import { summariseStudy } from './studySummary'
import { TrialBoard } from './trialBoard'

export type Summarise = (study: Study) => StudySummary

/** @returns a function that summarises any study, the live ones as they are at this moment. */
export function createSummaries(context: Pick<ServiceContext, 'store'>, runner: StudyRunner): Summarise {
  const summariseAtRest = createRestingSummaries(context)
  return (study) => {
    const live = runner.summary(study.id)
    if (live) return live
    // Its session ended without being able to store so.
    const isLost = study.state === 'running' || study.state === 'paused'
    return summariseAtRest(isLost ? { ...study, state: 'interrupted' } : study)
  }
}

/**
 * Reading thousands of trials takes its time, so a summary is kept for as long as its study is the same: trials change
 * only in sessions, and every session changes its study's times.
 */
function createRestingSummaries({ store }: Pick<ServiceContext, 'store'>): Summarise {
  const kept = new Map<StudyId, { readonly key: string; readonly summary: StudySummary }>()
  return (study) => {
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
}
