/** @file Channels of models in use: what they were asked, drift, labels, training anew. */
import * as v from 'valibot'
import { AnsweredRow, DeploymentCard, DeploymentId, DeploymentSettings } from '../../domain/deployment'
import { DriftReport, LivePerformance } from '../../domain/drift'
import { ArtifactId, FileId, ProjectId, TrialId } from '../../domain/ids'
import { Prediction } from '../../domain/prediction'
import { StudySummary } from '../../domain/study'
import { Nothing } from './nothing'

const ById = v.strictObject({ id: DeploymentId })
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

export const monitoringInvokes = {
  /** Of a project, or all of them; the newest first. */
  'deployment:list': {
    input: v.strictObject({ projectId: v.nullable(ProjectId) }),
    output: v.array(DeploymentCard),
  },
  'deployment:get': { input: ById, output: DeploymentCard },
  'deployment:add': {
    input: v.strictObject({ trialId: TrialId, name: DeploymentSettings.entries.name }),
    output: DeploymentCard,
  },
  'deployment:set': {
    input: v.strictObject({ id: DeploymentId, settings: DeploymentSettings }),
    output: DeploymentCard,
  },
  'deployment:remove': { input: ById, output: Nothing },
  'deployment:restore': { input: ById, output: Nothing },
  /** Predicts rows, and keeps them where that is asked for. */
  'deployment:predict': {
    input: v.strictObject({
      id: DeploymentId,
      /** A smaller model made of the trial, to answer in its place. */
      artifactId: v.optional(ArtifactId),
      rows: v.pipe(
        v.array(v.record(v.string(), v.nullable(v.string()))),
        v.minLength(1),
        v.maxLength(10_000),
      ),
    }),
    output: v.array(Prediction),
  },
  /** Rows that were kept, the newest first. */
  'deployment:rows': {
    input: v.strictObject({ id: DeploymentId, offset: whole(0, 1e9), limit: whole(1, 1000) }),
    output: v.array(AnsweredRow),
  },
  'deployment:clear': { input: ById, output: Nothing },
  /** Takes what turned out to be right. */
  'deployment:label': {
    input: v.strictObject({ id: DeploymentId, fileId: FileId }),
    output: v.strictObject({ matched: v.number(), total: v.number() }),
  },
  'deployment:performance': { input: ById, output: LivePerformance },
  /** New data, or those that a deployment kept, against the data that the model was trained on. */
  'drift:measure': {
    input: v.variant('kind', [
      v.strictObject({ kind: v.literal('file'), trialId: TrialId, fileId: FileId }),
      v.strictObject({ kind: v.literal('log'), deploymentId: DeploymentId }),
    ]),
    output: DriftReport,
  },
  /** A further version of the data with the new rows, and a study like that of the trial, ready to start. */
  'drift:retrain': { input: v.strictObject({ trialId: TrialId, fileId: FileId }), output: StudySummary },
} as const
