import { emptyAnnotation, type Subject } from '../../../shared/domain/annotation'
import type { ProjectId, StudyId } from '../../../shared/domain/ids'
import { rankTrials } from '../../../shared/domain/rankTrials'
import { isTraining, type StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { AnalysisService } from '../analysis/analysis'
import type { ServiceContext } from '../context'
import { spaceOf, trialSpec } from '../studies/studySetup'
import type { BestTrial, ProjectContents, StudyContents } from '../../report'

/** Fewer trials say nothing about what mattered. */
const LEAST_TRIALS = 10

export interface CollectParts {
  readonly store: ServiceContext['store']
  readonly analysis: AnalysisService
  readonly summaryOf: (id: StudyId) => StudySummary
}

export async function collectStudy(parts: CollectParts, id: StudyId): Promise<StudyContents> {
  const { store } = parts
  const summary = parts.summaryOf(id)
  const trials = store.trials.list(id)
  const ranked = rankTrials(trials, summary.plan.objective)
  const space = spaceOf(summary.plan)
  return {
    summary,
    trials,
    ranked,
    space,
    note: noteOf(parts, { kind: 'study', id }, summary.projectId),
    data: dataOf(parts, summary),
    best: bestOf(parts, summary, trials),
    importance:
      ranked.length < LEAST_TRIALS || space.parameters.length === 0 ? null : await importanceOf(parts, id),
    test: store.reports.get(id),
  }
}

/** Studies in the order in which they were made. */
export async function collectProject(parts: CollectParts, id: ProjectId): Promise<ProjectContents> {
  const { store } = parts
  const studies: StudyContents[] = []
  for (const study of store.studies.list(id).toReversed()) studies.push(await collectStudy(parts, study.id))
  return {
    project: store.projects.get(id),
    note: noteOf(parts, { kind: 'project', id }, id),
    goals: store.goals.list(id),
    milestones: store.milestones.list(id),
    studies,
  }
}

function noteOf({ store }: CollectParts, subject: Subject, projectId: ProjectId) {
  return store.annotations.get(subject) ?? emptyAnnotation(subject, projectId)
}

/** The dataset may be in the trash: what was used is told all the same. */
function dataOf({ store }: CollectParts, { plan, projectId }: StudySummary): StudyContents['data'] {
  if (!isTraining(plan)) return null
  const version = store.datasets.version(plan.datasetVersionId)
  const dataset = store.datasets.list(projectId).find(({ id }) => id === version.datasetId)
  return { name: dataset?.name ?? version.source.fileName, version }
}

function bestOf(
  { store }: CollectParts,
  summary: StudySummary,
  trials: readonly TrialRow[],
): BestTrial | null {
  const row = trials.find(({ id }) => id === summary.best?.trialId)
  if (row === undefined) return null
  const spec = isTraining(summary.plan) ? trialSpec(summary, row.assignment) : null
  return {
    row,
    steps: store.trials.steps(row.id),
    spec: spec && { layers: spec.model.layers, training: spec.training },
  }
}

async function importanceOf({ analysis }: CollectParts, id: StudyId): Promise<StudyContents['importance']> {
  const answer = await analysis.analyse(id, { kind: 'importance', method: 'fanova', objective: 0 })
  if (answer.kind !== 'importance' || answer.parameters.length === 0) return null
  return { trials: answer.trials.used, parameters: answer.parameters }
}
