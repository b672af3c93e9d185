import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { SpaceStep } from '../../../shared/domain/search/spaceHistory'
import type { StudyRules } from '../../../shared/domain/search/studyRules'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { isTraining, type Study, type StudyPlan, type StudySummary } from '../../../shared/domain/study'
import type { TrialState } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { ModelFigures } from '../../search'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { refuseInvalidDesign } from '../models/checkModel'
import { createModelFigures } from '../models/modelFigures'
import { placeModel } from '../models/placeModel'
import { type ManualTrial, manualTrial } from './manualTrial'
import { failedTrials, missingTrials } from './missingTrials'
import { atRest, type PickTrials } from './pickedTrials'
import {
  type Searched,
  searchedBy,
  toSpaceSteps,
  versionsOf,
  withDomains,
  withSearch,
  withSteps,
} from './spaceVersions'
import type { StudyService } from './studies'
import type { StudyRunner } from './studyRunner'
import { dropCheckpoint } from './trialCheckpoints'
import { pruned } from './trialTransitions'

/** What is done with a study beyond starting it. */
export interface SteeringService {
  /** What is absent stays. */
  setRules(id: StudyId, rules: StudyRules): StudySummary
  addTrial(studyId: StudyId, chosen: Assignment): Promise<ManualTrial>
  /** @throws {study/wrong-state} where it is over. */
  pruneTrial(id: TrialId): void
  retryFailed(id: StudyId): { trials: number }
  fillMissing(id: StudyId): { trials: number }
  /** @throws {model/invalid} {space/invalid} where it cannot be searched so */
  setSpace(id: StudyId, searched: Searched): Promise<StudySummary>
  spaces(id: StudyId): SpaceStep[]
}

export interface SteeringParts {
  readonly runner: StudyRunner
  readonly studies: StudyService
  readonly prepared: PreparedData
}

/** Trials that can still be given up. */
const UNDECIDED: readonly TrialState[] = ['queued', 'running', 'paused', 'interrupted']

const BY_HAND = { code: 'prune/by-hand', details: {} }

export function createSteeringService(context: ServiceContext, parts: SteeringParts): SteeringService {
  const { store } = context
  const { runner, studies } = parts
  const runMore = (id: StudyId, pick: PickTrials): { trials: number } => {
    const { added, again } = runner.runMore(store.studies.get(id), pick)
    studies.touched(id)
    return { trials: added.length + again.length }
  }
  const figuresOf = async ({ plan }: Study): Promise<ModelFigures | null> => {
    if (!isTraining(plan) || plan.design.constraints === undefined) return null
    const version = store.datasets.version(plan.datasetVersionId)
    return createModelFigures(plan.design, await placeModel(parts.prepared, version, plan.design))
  }
  return {
    setRules: (id, rules) => studies.changePlan(id, { ...store.studies.get(id).plan, ...rules }),
    async addTrial(studyId, chosen) {
      const figures = await figuresOf(store.studies.get(studyId))
      let made: ManualTrial = { row: null, problems: [] }
      runMore(studyId, (live) => {
        made = manualTrial(live, chosen, figures)
        return { added: made.row === null ? [] : [made.row], again: [] }
      })
      return made
    },
    pruneTrial(id) {
      const row = store.trials.get(id)
      if (!UNDECIDED.includes(row.state)) throw new AppError('study/wrong-state', { state: row.state })
      const study = store.studies.get(row.studyId)
      if (!runner.prune(study, row, BY_HAND)) {
        const live = atRest(context, study)
        live.trials.write([pruned(row, BY_HAND, { now: context.clock.now(), durationMs: row.durationMs })])
        live.trials.journal.flush()
        studies.touched(study.id)
      }
      dropCheckpoint(context.folders, id)
    },
    retryFailed: (id) => runMore(id, failedTrials),
    fillMissing: (id) => runMore(id, missingTrials),
    setSpace: (id, searched) => setSpace(context, parts, { id, searched }),
    spaces(id) {
      const study = store.studies.get(id)
      return toSpaceSteps(versionsOf(study, store.spaces.list(id)), store.trials.list(id))
    },
  }
}

async function setSpace(
  { store, clock }: ServiceContext,
  { studies, prepared }: SteeringParts,
  { id, searched }: { readonly id: StudyId; readonly searched: Searched },
): Promise<StudySummary> {
  const change = await spaceChange({ store, prepared, searched }, store.studies.get(id).plan)
  // Read again: time has passed, and its plan may be another one.
  const study = store.studies.get(id)
  const plan = change(study.plan)
  const stored = store.spaces.list(id)
  const earlier = versionsOf(study, stored)
  const next = (earlier.at(-1)?.version ?? 0) + 1
  return studies.changePlan(id, plan, () => {
    if (stored.length === 0) for (const first of earlier) store.spaces.add(id, first)
    store.spaces.add(id, { ...searchedBy(plan), version: next, createdAt: clock.now() })
  })
}

interface SpaceChangeParts extends Pick<SteeringParts, 'prepared'> {
  readonly store: ServiceContext['store']
  readonly searched: Searched
}

/** @returns how a plan searches otherwise */
async function spaceChange(
  { store, prepared, searched }: SpaceChangeParts,
  plan: StudyPlan,
): Promise<(plan: StudyPlan) => StudyPlan> {
  if (!isTraining(plan)) {
    const space = withDomains(plan.space, searched)
    return (present) => (isTraining(present) ? present : { ...present, space })
  }
  const version = store.datasets.version(plan.datasetVersionId)
  const design = withSteps(withSearch(plan.design, searched), version.plan.recipe)
  refuseInvalidDesign(design, await placeModel(prepared, version, design))
  return (present) => (isTraining(present) ? { ...present, design } : present)
}
