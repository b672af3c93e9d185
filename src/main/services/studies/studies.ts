import { type ProjectId, StudyId } from '../../../shared/domain/ids'
import { goalOf } from '../../../shared/domain/task'
import { GOAL_METRICS, type MetricName } from '../../../shared/domain/metric'
import {
  type Budget,
  type Study,
  type StudyPlan,
  type StudySummary,
  isRunnable,
  isTraining,
  type TrainingPlan,
} from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { refuseInvalidDesign } from '../models/checkModel'
import { placeModel } from '../models/placeModel'
import type { StudyRunner } from './studyRunner'
import { samplerOf } from './studySetup'
import { createSummaries } from './summaries'

export interface StudyService {
  list(projectId: ProjectId | null): StudySummary[]
  /** @throws {model/invalid} when the design does not fit the data. */
  create(from: { projectId: ProjectId; name: string; plan: StudyPlan }): Promise<StudySummary>
  get(id: StudyId): StudySummary
  rename(id: StudyId, name: string): StudySummary
  setBudget(id: StudyId, budget: Budget): StudySummary
  /** Changes what a study is run by, whether or not it runs. @param storeMore what is stored in the same transaction */
  changePlan(id: StudyId, plan: StudyPlan, storeMore?: () => void): StudySummary
  /** Tells of a study that was changed, or whose trials were, without a session. */
  touched(id: StudyId): StudySummary
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
  const summaries = createSummaries(context, runner)
  const summarise = summaries.of
  const get = (id: StudyId): StudySummary => summarise(store.studies.get(id))
  const tellProject = (id: StudyId): void =>
    emit('project:changed', { projectId: store.studies.get(id).projectId })
  const changed = (id: StudyId): StudySummary => {
    const summary = get(id)
    emit('study:changed', summary)
    return summary
  }
  const changePlan: StudyService['changePlan'] = (id, plan, storeMore = () => undefined) => {
    if (!runner.changePlan(id, plan, storeMore)) {
      store.transaction(() => {
        storeMore()
        store.studies.update({ ...store.studies.get(id), plan })
      })
    }
    return changed(id)
  }
  return {
    list: (projectId) => store.studies.list(projectId).map(summarise),
    async create({ projectId, name, plan }) {
      const study = await newStudy(context, prepared, { projectId, name, plan })
      // Whatever a sampler cannot be made of is told before anything is kept.
      samplerOf(study)
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
      const { plan } = store.studies.get(id)
      return changePlan(id, { ...plan, budget })
    },
    changePlan,
    touched(id) {
      summaries.forget(id)
      return changed(id)
    },
    ...runningVerbs({ store, runner, tellProject, get }),
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

interface VerbParts extends Pick<StudyService, 'get'>, Pick<StudyParts, 'runner'> {
  readonly store: ServiceContext['store']
  readonly tellProject: (id: StudyId) => void
}

function runningVerbs({
  store,
  runner,
  tellProject,
  get,
}: VerbParts): Pick<StudyService, 'start' | 'pause' | 'stop'> {
  return {
    start(id) {
      refuseFinished(get(id))
      runner.start(store.studies.get(id))
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
  }
}

async function newStudy(
  context: ServiceContext,
  prepared: PreparedData,
  { projectId, name, plan }: { projectId: ProjectId; name: string; plan: StudyPlan },
): Promise<Study> {
  if (isTraining(plan)) await checkTraining(context, prepared, { projectId, plan })
  // Nothing can begin with the weights that a program has.
  else if (plan.sampler.kind === 'population') throw new AppError('study/runs-command')
  const now = context.clock.now()
  return {
    id: createId(StudyId),
    projectId,
    name,
    plan: isTraining(plan) ? { ...plan, seeds: 'settings' } : plan,
    state: 'ready',
    reason: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    elapsedMs: 0,
  }
}

/** A complete study goes on only after its budget was raised, one that was brought in from elsewhere not at all. */
function refuseFinished({ state, counts, plannedTrials, plan }: StudySummary): void {
  const ended = counts.complete + counts.failed + counts.pruned
  if (state === 'complete' && ended >= plannedTrials) throw new AppError('study/wrong-state', { state })
  if (!isRunnable(plan)) throw new AppError('study/runs-command')
}

/** @throws {model/invalid | app/not-found} where data, design and objective do not go together. */
async function checkTraining(
  { store }: ServiceContext,
  prepared: PreparedData,
  { projectId, plan }: { projectId: ProjectId; plan: TrainingPlan },
): Promise<void> {
  const version = store.datasets.version(plan.datasetVersionId)
  const dataset = store.datasets.get(version.datasetId)
  if (dataset.projectId !== projectId)
    throw new AppError('app/not-found', { what: 'dataset', id: dataset.id })
  const { task } = version.plan
  const metrics: readonly MetricName[] = GOAL_METRICS[goalOf(task, plan.design.training.mode)]
  if (!metrics.includes(plan.objective.metric)) {
    throw new AppError('contract/bad-request', {
      channel: 'study:create',
      issue: `${plan.objective.metric} of ${task}`,
    })
  }
  refuseInvalidDesign(plan.design, await placeModel(prepared, version, plan.design))
}
