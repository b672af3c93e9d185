/** @file The channel that trains a trial's settings once more, on all rows but the sealed ones. */
import * as v from 'valibot'
import { TrialId } from '../../domain/ids'
import { Study, StudySummary } from '../../domain/study'

export const refitInvokes = {
  /**
   * Makes and starts a study of one trial: the settings of a complete one, for so many epochs as were best, on training and
   * validation rows together. Its validation figures are of rows that it has learnt from.
   */
  'study:refit': {
    input: v.strictObject({ trialId: TrialId, name: Study.entries.name }),
    output: StudySummary,
  },
} as const
