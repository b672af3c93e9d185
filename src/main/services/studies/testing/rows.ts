import type { Objective } from '../../../../shared/domain/metric'
import { StudyId, TrialId } from '../../../../shared/domain/ids'
import type { TrialRow } from '../../../../shared/domain/trial'
import * as v from 'valibot'
import { queuedTrial } from '../trialTransitions'

export const ACCURACY: Objective = { metric: 'accuracy', direction: 'maximize' }
export const RMSE: Objective = { metric: 'rmse', direction: 'minimize' }

/** A trial row as tests need it, with everything else blank. */
export function trialRow(number: number, change: Partial<TrialRow> = {}): TrialRow {
  const id = v.parse(TrialId, `trial-${number}`)
  const studyId = v.parse(StudyId, 'study-1')
  return { ...queuedTrial({ id, studyId, number, assignment: {}, plannedSteps: 10 }), ...change }
}

export function completeTrial(number: number, value: number): TrialRow {
  return trialRow(number, { state: 'complete', value, bestStep: 5, step: 10, finishedAt: 1000 + number })
}
