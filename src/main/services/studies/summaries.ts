import type { StudyId } from '../../../shared/domain/ids'
import type { Reason, Study, StudySummary } from '../../../shared/domain/study'
import type { Sampler } from '../../search'
import type { ServiceContext } from '../context'
import type { StudyRunner } from './studyRunner'
import { Questions } from './questions'
import { samplerOf } from './studySetup'
import { summariseStudy } from './studySummary'
import { TrialBoard } from './trialBoard'
import { TrialHistory } from './trialHistory'

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
    const sampler = samplerOf(study)
    const board = new TrialBoard(study.plan.objective, store.trials.list(study.id))
    const summary = summariseStudy({
      ...{ study, board, isTestOpened },
      samplerTrials: sampler.plannedTrials(),
      strategyNote: noteOf(sampler, { store, study, board }),
    })
    kept.set(study.id, { key, summary })
    return summary
  }
  return { of, forget: (id) => void kept.delete(id) }
}

interface Resting extends Pick<ServiceContext, 'store'> {
  readonly study: Study
  readonly board: TrialBoard
}

/** @returns what a sampler says of the trial that would be next, of one that says anything. */
function noteOf(sampler: Sampler, { store, study, board }: Resting): Reason | null {
  if (sampler.explain === undefined) return null
  const { plan, id } = study
  const questions = new Questions({ plan, priors: store.priors.list(id), figures: null })
  const past = new TrialHistory({ plan, rows: board.rows() })
  return sampler.explain(questions.ask(board.nextNumber, past.all()))
}
