/** @file A project holds datasets, models and studies; a sample is a project waiting to be opened. */
import { MetricName } from './metric'
import * as v from 'valibot'
import { DatasetId, ModelId, ProjectId, StudyId } from './ids'

export const ProjectName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))

export const Project = v.strictObject({ id: ProjectId, name: ProjectName, createdAt: v.number() })
export type Project = v.InferOutput<typeof Project>

/** A project as Home lists it. */
export const ProjectCard = v.strictObject({
  ...Project.entries,
  datasetCount: v.number(),
  studyCount: v.number(),
  trialCount: v.number(),
  runningCount: v.number(),
  /** Value of the best trial of all its studies' objectives that share the latest study's metric; null before one is complete. */
  best: v.nullable(v.strictObject({ metric: MetricName, value: v.number() })),
  changedAt: v.number(),
})
export type ProjectCard = v.InferOutput<typeof ProjectCard>

export const SAMPLES = ['iris', 'wine', 'digits'] as const
export const SampleId = v.picklist(SAMPLES)
export type SampleId = v.InferOutput<typeof SampleId>

export const SampleCard = v.strictObject({
  id: SampleId,
  rowCount: v.number(),
  inputCount: v.number(),
  classCount: v.number(),
  source: v.string(),
})
export type SampleCard = v.InferOutput<typeof SampleCard>

/** What opening a sample made. */
export const OpenedSample = v.strictObject({
  projectId: ProjectId,
  datasetId: DatasetId,
  modelId: ModelId,
  studyId: v.nullable(StudyId),
})
export type OpenedSample = v.InferOutput<typeof OpenedSample>
