/** @file Channels of results: the sealed test set, export and prediction. */
import * as v from 'valibot'
import { RejectedRow } from '../../domain/dataset'
import { ArtifactId, FileId, StudyId, TrialId } from '../../domain/ids'
import { PredictField, Prediction } from '../../domain/prediction'
import { TestReport } from '../../domain/report'
import { Download } from './download'

export const resultInvokes = {
  /** The report if the test rows were opened for this study, else null. */
  'test:get': { input: v.strictObject({ studyId: StudyId }), output: v.nullable(TestReport) },
  /** Opens the sealed rows once, for this trial (the winner, usually); a second opening is refused. */
  'test:open': { input: v.strictObject({ studyId: StudyId, trialId: TrialId }), output: TestReport },
  /** The trained model with its preprocessing, as standard ONNX that takes raw columns. */
  'export:onnx': { input: v.strictObject({ trialId: TrialId }), output: Download },
  /** The leaderboard as CSV. */
  'export:trials': { input: v.strictObject({ studyId: StudyId }), output: Download },
  'predict:fields': { input: v.strictObject({ trialId: TrialId }), output: v.array(PredictField) },
  /** Cells as text (of pictures, the id of a file), keyed by column; absent or empty: missing. At most 1,000 rows. */
  'predict:rows': {
    input: v.strictObject({
      trialId: TrialId,
      /** A smaller model made of the trial, to answer in its place. */
      artifactId: v.optional(ArtifactId),
      rows: v.pipe(v.array(v.record(v.string(), v.nullable(v.string()))), v.maxLength(1000)),
    }),
    output: v.array(Prediction),
  },
  /** The rows of a file, folder or archive with predictions beside them, as a CSV; `preview` are its first 20 rows. */
  'predict:file': {
    input: v.strictObject({ trialId: TrialId, artifactId: v.optional(ArtifactId), fileId: FileId }),
    output: v.strictObject({
      rowCount: v.number(),
      /** Rows that could not be read and have no prediction; at most 1,000 of `rejectedCount`. */
      rejected: v.array(RejectedRow),
      rejectedCount: v.number(),
      /** Rows among them without a prediction: what the model needs is missing, or too few rows come before. */
      unpredictedCount: v.number(),
      header: v.array(v.string()),
      preview: v.array(v.array(v.string())),
      download: Download,
    }),
  },
} as const
