import type { RunRequest } from '../../../shared/contract/worker'
import { fitsChoice, type MeasuredModel } from '../../../shared/domain/compute'
import type { Placement } from '../../../shared/domain/device'
import type { Study } from '../../../shared/domain/study'
import { backbonePass, readPreparedMeta } from '../../training'
import type { ServiceContext } from '../context'
import { type Candidate, GRAPHICS_CARD, listCandidates, type Machine } from './candidates'
import { choosePlace } from './choosePlace'
import { measureModel } from './measureModel'
import { type KeySubject, modelKey } from './modelKey'
import {
  NODES_ELSEWHERE,
  type Place,
  placeAgain,
  type UsableEngine,
  type UsableEngines,
} from './usableEngine'

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
  readonly engines: UsableEngines
  /** A trial of the study that stands for all. */
  readonly requestOf: (study: Study) => Promise<RunRequest>
}

type Asked = Omit<Subject, 'earlier'>

/** Everything that is known before a model is measured. */
interface Measured extends Asked {
  readonly key: string
  readonly tensorFlow: UsableEngine | null
  readonly candidates: readonly Candidate[]
}

/** A candidate for a model whose rows pass nodes of ONNX at every step. */
function withoutNodes(candidate: Candidate): Candidate {
  return candidate.placement.engine === 'onnx' ? candidate : { ...candidate, problem: NODES_ELSEWHERE }
}

/** Whether all there is to choose from is the graphics card by the engine that comes with Fettle: nothing to be measured. */
function isCard(allowed: readonly Place[]): boolean {
  return allowed.length === 1 && allowed[0]?.placement.device === GRAPHICS_CARD.device
}

function hasEngine(places: readonly Place[], { engine }: Placement): boolean {
  return places.some(({ placement }) => placement.engine === engine)
}

/** What may train it, and what it is remembered by. */
async function describeSubject(
  { study, request }: Asked,
  here: Machine & Pick<KeySubject, 'version' | 'tensorFlow'>,
): Promise<Measured> {
  const { tensorFlow } = here
  const meta = await readPreparedMeta(request.dataFolder)
  const pass = backbonePass(request, meta)
  const candidates = listCandidates(here, tensorFlow)
  return {
    ...{ study, request, tensorFlow },
    candidates: pass?.keepsNodes === true ? candidates.map(withoutNodes) : candidates,
    key: modelKey({ ...here, request, pass, inputs: meta.inputs.map(({ spec }) => spec) }),
  }
}

export function createComputeService(
  context: ServiceContext,
  { engines, requestOf }: ComputeParts,
): ComputeService {
  const { store, cores, version, workers, clock } = context
  const measuring = new Map<string, Promise<MeasuredModel>>()

  const machineOf = ({ plan }: Study): Machine => {
    const { trialsOnCard, threads } = store.preferences.get()
    return { cores, parallel: plan.budget.parallel, trialsOnCard, threads }
  }
  const lookAt = async (asked: Asked): Promise<Measured> => {
    const tensorFlow = await engines.tensorFlow()
    return describeSubject(asked, { ...machineOf(asked.study), version, tensorFlow })
  }
  const measure = async ({ key, study, request, candidates }: Measured): Promise<MeasuredModel> => {
    const { parallel } = study.plan.budget
    const measured: MeasuredModel = {
      ...{ key, parallel, studyId: study.id, name: study.name, batchSize: request.training.batchSize },
      ...(await measureModel(workers, request, candidates)),
      measuredAt: clock.now(),
    }
    store.measurements.put(measured)
    return measured
  }
  /** Two studies of one model that start together measure it once. */
  const measureOnce = (subject: Measured): Promise<MeasuredModel> => {
    const { key } = subject
    const running = measuring.get(key) ?? measure(subject).finally(() => measuring.delete(key))
    measuring.set(key, running)
    return running
  }

  return {
    list: () => store.measurements.list(),
    async measureAgain(key) {
      const study = store.studies.get(store.measurements.get(key)?.studyId ?? ('' as Study['id']))
      const request = await requestOf(study)
      return measureOnce({ ...(await lookAt({ study, request })), key })
    },
    async placementFor({ earlier, ...asked }) {
      const limits = store.preferences.get()
      const subject = await lookAt(asked)
      const { key, tensorFlow, candidates } = subject
      const allowed = candidates.filter(
        (one) => one.problem === undefined && fitsChoice(one.placement, limits),
      )
      const again = earlier !== null && fitsChoice(earlier, limits) ? earlier : null
      const known = again !== null && hasEngine(allowed, again) ? placeAgain(again, tensorFlow) : null
      if (known !== null) return known
      if (isCard(allowed)) return { placement: GRAPHICS_CARD }
      const { measurements } = store.measurements.get(key) ?? (await measureOnce(subject))
      return choosePlace(measurements, { limits, tensorFlow, earlier })
    },
  }
}
