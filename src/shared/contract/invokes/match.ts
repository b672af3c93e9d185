/** @file Channels that compare rows with each other by a trained model. */
import * as v from 'valibot'
import { TrialId } from '../../domain/ids'
import { MatchAnswer, MatchReport } from '../../domain/matching'
import { PredictField } from '../../domain/prediction'
import { SHEET_PICTURES } from '../../domain/pictureSheet'
import { Ticket } from '../jobs'

export const matchInvokes = {
  /** How well the validation rows are told apart: curves, the equal error rate with its interval, identification. */
  'match:report': {
    input: v.strictObject({ trialId: TrialId, ticket: v.optional(Ticket) }),
    output: MatchReport,
  },
  /** What a row has to tell to be compared. */
  'match:fields': { input: v.strictObject({ trialId: TrialId }), output: v.array(PredictField) },
  /** The known rows nearest to each of these; cells as in `predict:rows`. Beyond the threshold a row is unknown. */
  'match:find': {
    input: v.strictObject({
      trialId: TrialId,
      rows: v.pipe(v.array(v.record(v.string(), v.nullable(v.string()))), v.minLength(1), v.maxLength(100)),
      threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(2.001)),
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SHEET_PICTURES - 1)),
      ticket: v.optional(Ticket),
    }),
    output: v.array(MatchAnswer),
  },
} as const
