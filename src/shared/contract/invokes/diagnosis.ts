/** @file Channels that say what trainings suffer from, and look at a model before a study. */
import * as v from 'valibot'
import { Design } from '../../domain/design'
import { RuleId, StudyDiagnosis, TrialDiagnosis } from '../../domain/diagnosis/finding'
import { BatchTest, RateTest } from '../../domain/diagnosis/probe'
import { DatasetVersionId, StudyId, TrialId } from '../../domain/ids'
import { AssignmentProblem } from '../../domain/search/assignmentProblem'
import { StudySummary } from '../../domain/study'
import { TrialRow } from '../../domain/trial'
import { Ticket } from '../jobs'

const Probed = { datasetVersionId: DatasetVersionId, design: Design, ticket: v.optional(Ticket) }

export const diagnosisInvokes = {
  'diagnosis:trial': { input: v.strictObject({ id: TrialId }), output: TrialDiagnosis },
  'diagnosis:study': { input: v.strictObject({ id: StudyId }), output: StudyDiagnosis },
  /** Trains the trial once more with a remedy: in its study where it searches that, else in a study of its own. */
  'diagnosis:applyRemedy': {
    input: v.strictObject({
      trialId: TrialId,
      rule: RuleId,
      /** Its place in the finding, from 0. */
      remedy: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
    output: v.variant('kind', [
      v.strictObject({
        kind: v.literal('trial'),
        row: v.nullable(TrialRow),
        problems: v.array(AssignmentProblem),
      }),
      v.strictObject({ kind: v.literal('study'), study: StudySummary }),
    ]),
  },
  /** Whether trials that begin from now on keep figures of every layer. */
  'diagnosis:setRecording': {
    input: v.strictObject({ id: StudyId, isOn: v.boolean() }),
    output: StudySummary,
  },
  /** Trains the design's default settings with a learning rate that grows from batch to batch. */
  'probe:rates': {
    input: v.strictObject({
      ...Probed,
      low: v.optional(v.pipe(v.number(), v.minValue(1e-8)), 1e-7),
      high: v.optional(v.pipe(v.number(), v.maxValue(10)), 10),
    }),
    output: RateTest,
  },
  /** Trains them with batches of several sizes for a moment each. */
  'probe:batches': { input: v.strictObject(Probed), output: BatchTest },
} as const
