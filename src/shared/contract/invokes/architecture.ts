/** @file Channels that make models of what a study found. */
import * as v from 'valibot'
import { Model } from '../../domain/design'
import { TrialId } from '../../domain/ids'

export const architectureInvokes = {
  /** The layers and settings of a trial as a model of its project, all fixed. Without a name it is called after the trial. */
  'model:fromTrial': {
    input: v.strictObject({ trialId: TrialId, name: v.optional(Model.entries.name) }),
    output: Model,
  },
} as const
