import * as v from 'valibot'
import { TrialRow } from '@shared/domain/trial'

/** A complete trial; `given` changes what a test is about. */
export function trialRow(number: number, given: Partial<TrialRow> = {}): TrialRow {
  const plain = {
    id: `trial-${String(number).padStart(4, '0')}`,
    studyId: 'study-0001',
    number,
    state: 'complete',
    assignment: {},
    value: 0.9,
    bestStep: 10,
    step: 30,
    plannedSteps: 30,
    isStoppedEarly: false,
    train: { loss: 0.1, accuracy: 0.95 },
    validation: { loss: 0.2, accuracy: 0.9 },
    spark: [0.5, 0.8, 0.9],
    reason: null,
    attempt: 1,
    weightCount: 1000,
    durationMs: 5000,
    startedAt: 1,
    finishedAt: 2,
  }
  return v.parse(TrialRow, { ...plain, ...given })
}
