import type { RunRequest } from '../../../shared/contract/worker'
import { chooseFastest, fitsChoice, type MeasuredModel } from '../../../shared/domain/compute'
import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import { readPreparedMeta } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { measuredRequest } from '../studies/studySetup'
import { prepareFirst } from '../studies/trialData'
import { GRAPHICS_CARD, listCandidates, type Machine } from './candidates'
import { measureModel } from './measureModel'
import { modelKey } from './modelKey'
import { type Place, placeAgain, type UsableEngine, type UsableEngines } from './usableEngine'

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
  placementFor(subject: Subject): Promise<Place>
}

export interface Subject {
  readonly study: Study
  /** A trial of the study that stands for all. */
  readonly request: RunRequest
  /** Where trials of the study were trained before; they go on there, unless another device was chosen since. */
  readonly earlier: Placement | null
}

export interface ComputeParts {
  readonly prepared: PreparedData
  readonly engines: UsableEngines
}

type Measured = Omit<Subject, 'earlier'>

/** Whether all there is to choose from is the graphics card by the engine that comes with Fettle: nothing to be measured. */
function isCard(allowed: readonly Place[]): boolean {
  return allowed.length === 1 && allowed[0]?.placement.device === GRAPHICS_CARD.device
}

export function createComputeService(
  context: ServiceContext,
  { prepared, engines }: ComputeParts,
): ComputeService {
  const { store, cores, version, workers, clock, folders } = context
  const measuring = new Map<string, Promise<MeasuredModel>>()

  const machineOf = ({ plan }: Study): Machine => {
    const { trialsOnCard, threads } = store.preferences.get()
    return { cores, parallel: plan.budget.parallel, trialsOnCard, threads }
  }
  const keyOf = async ({ study, request }: Measured, tensorFlow: UsableEngine | null): Promise<string> => {
    const { inputs } = await readPreparedMeta(request.dataFolder)
    const shapes = inputs.map(({ spec }) => spec)
    return modelKey({ request, inputs: shapes, version, tensorFlow, ...machineOf(study) })
  }
  const measure = async (key: string, { study, request }: Measured): Promise<MeasuredModel> => {
    const { parallel } = study.plan.budget
    const candidates = listCandidates(machineOf(study), await engines.tensorFlow())
    const measured: MeasuredModel = {
      ...{ key, parallel, studyId: study.id, name: study.name, batchSize: request.training.batchSize },
      ...(await measureModel(workers, request, candidates)),
      measuredAt: clock.now(),
    }
    store.measurements.put(measured)
    return measured
  }
  /** Two studies of one model that start together measure it once. */
  const measureOnce = (key: string, subject: Measured): Promise<MeasuredModel> => {
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
      const limits = store.preferences.get()
      const tensorFlow = await engines.tensorFlow()
      const { earlier } = subject
      const again = earlier && fitsChoice(earlier, limits) ? placeAgain(earlier, tensorFlow) : null
      if (again !== null) return again
      const allowed = listCandidates(machineOf(subject.study), tensorFlow).filter(({ placement }) =>
        fitsChoice(placement, limits),
      )
      if (isCard(allowed)) return { placement: GRAPHICS_CARD }
      const key = await keyOf(subject, tensorFlow)
      const { measurements } = store.measurements.get(key) ?? (await measureOnce(key, subject))
      const eligible = measurements.filter(({ placement }) => fitsChoice(placement, limits))
      return (
        placeAgain(chooseFastest(eligible)?.placement ?? ONE_THREAD, tensorFlow) ?? { placement: ONE_THREAD }
      )
    },
  }
}
