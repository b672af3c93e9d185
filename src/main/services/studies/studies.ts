import { type ProjectId, StudyId } from '../../../shared/domain/ids'
import { goalOf } from '../../../shared/domain/task'
import { GOAL_METRICS } from '../../../shared/domain/metric'
import type { Budget, Study, StudyPlan, StudySummary } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { refuseInvalidDesign } from '../models/checkModel'
import { placeModel } from '../models/placeModel'
import type { StudyRunner } from './studyRunner'
import { createSummaries } from './summaries'

export interface StudyService {
  list(projectId: ProjectId | null): StudySummary[]
  /** @throws {model/invalid} when the design does not fit the data. */
  create(from: { projectId: ProjectId; name: string; plan: StudyPlan }): Promise<StudySummary>
  get(id: StudyId): StudySummary
  rename(id: StudyId, name: string): StudySummary
  setBudget(id: StudyId, budget: Budget): StudySummary
  /** @throws {study/wrong-state} while it runs, and once it is complete with nothing left to do. */
  start(id: StudyId): StudySummary
  pause(id: StudyId): StudySummary
  stop(id: StudyId): StudySummary
  remove(id: StudyId): void
  restore(id: StudyId): void
}

export interface StudyParts {
  readonly runner: StudyRunner
  readonly prepared: PreparedData
}

export function createStudyService(context: ServiceContext, { runner, prepared }: StudyParts): StudyService {
  const { store, emit } = context
  const summarise = createSummaries(context, runner)
  const get = (id: StudyId): StudySummary => summarise(store.studies.get(id))
  const tellProject = (id: StudyId): void =>
    emit('project:changed', { projectId: store.studies.get(id).projectId })
  const changed = (id: StudyId): StudySummary => {
    const summary = get(id)
    emit('study:changed', summary)
    return summary
  }
  return {
    list: (projectId) => store.studies.list(projectId).map(summarise),
    async create({ projectId, name, plan }) {
      const study = await newStudy(context, prepared, { projectId, name, plan })
      store.studies.insert(study)
      tellProject(study.id)
      return summarise(study)
    },
    get,
    rename(id, name) {
      const study = store.studies.get(id)
      if (!runner.rename(id, name)) store.studies.update({ ...study, name })
      return changed(id)
    },
    setBudget(id, budget) {
      const study = store.studies.get(id)
      if (!runner.setBudget(id, budget)) store.studies.update({ ...study, plan: { ...study.plan, budget } })
      return changed(id)
    },
    start(id) {
      const study = store.studies.get(id)
      refuseFinished(summarise(study))
      runner.start(study)
      tellProject(id)
      return get(id)
    },
    pause(id) {
      runner.pause(store.studies.get(id))
      return get(id)
    },
    stop(id) {
      runner.stop(store.studies.get(id))
      tellProject(id)
      return get(id)
    },
    remove(id) {
      runner.endIfActive(id)
      const { projectId } = store.studies.get(id)
      store.studies.remove(id)
      emit('project:changed', { projectId })
    },
    restore(id) {
      store.studies.restore(id)
      tellProject(id)
    },
  }
}

async function newStudy(
  { store, clock }: ServiceContext,
  prepared: PreparedData,
  { projectId, name, plan }: { projectId: ProjectId; name: string; plan: StudyPlan },
): Promise<Study> {
  const version = store.datasets.version(plan.datasetVersionId)
  const dataset = store.datasets.get(version.datasetId)
  if (dataset.projectId !== projectId)
    throw new AppError('app/not-found', { what: 'dataset', id: dataset.id })
  const { task } = version.plan
  if (!GOAL_METRICS[goalOf(task, plan.design.training.mode)].includes(plan.objective.metric)) {
    throw new AppError('contract/bad-request', {
      channel: 'study:create',
      issue: `${plan.objective.metric} of ${task}`,
    })
  }
  refuseInvalidDesign(plan.design, await placeModel(prepared, version, plan.design))
  const now = clock.now()
  return {
    id: createId(StudyId),
    projectId,
    name,
    plan: { ...plan, seeds: 'settings' },
    state: 'ready',
    reason: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    elapsedMs: 0,
  }
}

/** A complete study goes on only after its budget was raised. */
function refuseFinished({ state, counts, plannedTrials }: StudySummary): void {
  if (state === 'complete' && counts.complete + counts.failed >= plannedTrials) {
    throw new AppError('study/wrong-state', { state })
  }
}
