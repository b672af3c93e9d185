import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'

/** How much better (in the objective's own direction) the best trial is than the default settings; null where unknown. */
export function gainOverDefault(study: StudySummary): number | null {
  if (study.best === null || study.defaultValue === null) return null
  return study.best.value - study.defaultValue
}

/** Trials that are over, whatever became of them. */
export function overCount({ counts }: Pick<StudySummary, 'counts'>): number {
  return counts.complete + counts.failed + counts.pruned
}

/** Share of the planned trials that are over, 0 to 1. */
export function progressOf(study: StudySummary): number {
  if (study.plannedTrials === 0) return 0
  return Math.min(overCount(study) / study.plannedTrials, 1)
}

/** What the user can do now. Stopping means ending; pausing means waiting where it stands. */
export interface StudyActions {
  readonly start: 'start' | 'resume' | 'more' | null
  readonly canPause: boolean
  readonly canStop: boolean
}

export function actionsOf(study: StudySummary): StudyActions {
  const isLeft = overCount(study) < study.plannedTrials
  switch (study.state) {
    case 'ready':
      return { start: 'start', canPause: false, canStop: false }
    case 'running':
      return { start: null, canPause: true, canStop: true }
    case 'paused':
      return { start: 'resume', canPause: false, canStop: true }
    case 'interrupted':
    case 'failed':
    case 'stopped':
      return { start: isLeft ? 'resume' : 'more', canPause: false, canStop: false }
    case 'complete':
      return { start: 'more', canPause: false, canStop: false }
  }
}

/** Share of the planned epochs that stopping early left out, over complete trials; 0 where none was. */
export function epochsSaved(rows: readonly Pick<TrialRow, 'step' | 'plannedSteps'>[]): number {
  const planned = rows.reduce((sum, row) => sum + row.plannedSteps, 0)
  const trained = rows.reduce((sum, row) => sum + Math.min(row.step, row.plannedSteps), 0)
  return planned === 0 ? 0 : 1 - trained / planned
}
