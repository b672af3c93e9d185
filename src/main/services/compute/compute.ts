import type { RunRequest } from '../../../shared/contract/worker'
import { chooseFastest, fitsChoice, type MeasuredModel } from '../../../shared/domain/compute'
import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import { readPreparedMeta } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { measuredRequest } from '../studies/studySetup'
import { prepareFirst } from '../studies/trialData'
import { GRAPHICS_CARD, listCandidates } from './candidates'
import { measureModel } from './measureModel'
import { modelKey } from './modelKey'

/** Finds out where models train fastest, and remembers it. */
export interface ComputeService extends Placements {
  /** The newest first. */
  list(): MeasuredModel[]
  /** Measures the model of that key anew. @throws {app/not-found} when there is none, or its study is gone. */
  measureAgain(key: string): Promise<MeasuredModel>
}

/** What a study asks before its first trial. */
export interface Placements {
  /** Takes a moment where the model was never measured; never rejects for what cannot be measured. */
  placementFor(subject: Subject): Promise<Placement>
}

export interface Subject {
  readonly study: Study
  /** A trial of the study that stands for all. */
  readonly request: RunRequest
  /** Where trials of the study were trained before; they go on there, unless another device was chosen since. */
  readonly earlier: Placement | null
}

export function createComputeService(context: ServiceContext, prepared: PreparedData): ComputeService {
  const { store, cores, version, workers, clock, folders } = context
  const measuring = new Map<string, Promise<MeasuredModel>>()

  const keyOf = async ({ study, request }: Omit<Subject, 'earlier'>): Promise<string> => {
    const { inputs } = await readPreparedMeta(request.dataFolder)
    const shapes = inputs.map(({ spec }) => spec)
    return modelKey({ request, inputs: shapes, version, cores, parallel: study.plan.budget.parallel })
  }
  const measure = async (
    key: string,
    { study, request }: Omit<Subject, 'earlier'>,
  ): Promise<MeasuredModel> => {
    const { parallel } = study.plan.budget
    const measured: MeasuredModel = {
      ...{ key, parallel, studyId: study.id, name: study.name, batchSize: request.training.batchSize },
      ...(await measureModel(workers, request, listCandidates({ cores, parallel }))),
      measuredAt: clock.now(),
    }
    store.measurements.put(measured)
    return measured
  }
  /** Two studies of one model that start together measure it once. */
  const measureOnce = (key: string, subject: Omit<Subject, 'earlier'>): Promise<MeasuredModel> => {
    const running = measuring.get(key) ?? measure(key, subject).finally(() => measuring.delete(key))
    measuring.set(key, running)
    return running
  }

  return {
    list: () => store.measurements.list(),
    async measureAgain(key) {
      const study = store.studies.get(store.measurements.get(key)?.studyId ?? ('' as Study['id']))
      const version = store.datasets.version(trainingPlanOf(study).datasetVersionId)
      const dataFolder = await prepareFirst({ study, version, prepared })
      return measureOnce(key, { study, request: measuredRequest({ study, version, dataFolder, folders }) })
    },
    async placementFor(subject) {
      const choice = store.preferences.get().compute
      if (subject.earlier !== null && fitsChoice(subject.earlier, choice)) return subject.earlier
      if (choice === 'gpu') return GRAPHICS_CARD
      const key = await keyOf(subject)
      const { measurements } = store.measurements.get(key) ?? (await measureOnce(key, subject))
      const eligible = measurements.filter(({ placement }) => fitsChoice(placement, choice))
      return chooseFastest(eligible)?.placement ?? ONE_THREAD
    },
  }
}
