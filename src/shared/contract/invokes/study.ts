/** @file Channels of studies and trials. */
import * as v from 'valibot'
import { AnalysisAnswer } from '../../domain/analysis/answer'
import { AnalysisRequest } from '../../domain/analysis/request'
import { ProjectId, StudyId, TrialId } from '../../domain/ids'
import { PictureSheet } from '../../domain/pictureSheet'
import { Budget, Study, StudyPlan, StudySummary } from '../../domain/study'
import { TrialDetail, TrialRow } from '../../domain/trial'
import { TrialLog } from '../../domain/trialLog'
import { Nothing } from './nothing'

const ById = v.strictObject({ id: StudyId })

export const studyInvokes = {
  'study:list': {
    input: v.strictObject({ projectId: v.nullable(ProjectId) }),
    output: v.array(StudySummary),
  },
  'study:create': {
    input: v.strictObject({ projectId: ProjectId, name: Study.entries.name, plan: StudyPlan }),
    output: StudySummary,
  },
  'study:get': { input: ById, output: StudySummary },
  'study:rename': { input: v.strictObject({ id: StudyId, name: Study.entries.name }), output: StudySummary },
  /** Changes trials, time limit or parallelism, also while it runs. */
  'study:setBudget': { input: v.strictObject({ id: StudyId, budget: Budget }), output: StudySummary },
  /** Starts a ready study, or continues a paused, stopped, interrupted or failed one to its planned number of trials. */
  'study:start': { input: ById, output: StudySummary },
  /** Running trials wait where they are; nothing new starts. */
  'study:pause': { input: ById, output: StudySummary },
  /** Running trials end as `interrupted`; nothing new starts. What is complete stays. */
  'study:stop': { input: ById, output: StudySummary },
  'study:remove': { input: ById, output: Nothing },
  'study:restore': { input: ById, output: Nothing },
  /** What its trials say, as far as they have ended. */
  'study:analyse': {
    input: v.strictObject({ id: StudyId, analysis: AnalysisRequest }),
    output: AnalysisAnswer,
  },
  'trial:list': { input: v.strictObject({ studyId: StudyId }), output: v.array(TrialRow) },
  'trial:get': { input: v.strictObject({ id: TrialId }), output: TrialDetail },
  /** What the model of a trial made, epoch by epoch; empty for a model that predicts. */
  'trial:pictures': { input: v.strictObject({ id: TrialId }), output: v.array(PictureSheet) },
  /** What a program printed that is a trial; empty for a trial that trains a model. */
  'trial:log': { input: v.strictObject({ id: TrialId }), output: TrialLog },
  /** Runs a failed or interrupted trial once more, with the same settings. */
  'trial:retry': { input: v.strictObject({ id: TrialId }), output: Nothing },
} as const
