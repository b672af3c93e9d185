/** @file A project holds datasets, models and studies. */
import { MetricName } from './metric'
import * as v from 'valibot'
import { ProjectId } from './ids'

/** Letters of a project's name, at most. */
export const LONGEST_NAME = 120

export const ProjectName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_NAME))

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
