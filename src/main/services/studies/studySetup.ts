import type { RunRequest } from '../../../shared/contract/worker'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import { RunId } from '../../../shared/domain/ids'
import { needsFile } from '../../../shared/domain/search/objective'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import {
  isTraining,
  mayRecordLayers,
  type Study,
  type StudyPlan,
  trainingPlanOf,
} from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import {
  applyAssignment,
  createPruner,
  createSampler,
  deriveSpace,
  type Pruner,
  type Sampler,
  type SearchTask,
  type TrialSpec,
} from '../../search'
import type { Place } from '../compute/usableEngine'
import { createId, type DataFolders } from '../context'
import type { SamplerParts } from './asking/messages'
import { trialSeed } from './sharedWork'
import { checkpointFile } from './trialCheckpoints'
import { picturesFile, weightsFile } from './trialFiles'

/** @returns what a study searches. */
export function spaceOf(plan: StudyPlan): SearchSpace {
  return isTraining(plan) ? deriveSpace(plan.design) : plan.space
}

/** @returns the sampler of a study; it depends on the plan alone. */
export function samplerOf({ plan }: Study): Sampler {
  const { task, spec } = samplerPartsOf(plan)
  return createSampler(task, spec)
}

export function samplerPartsOf(plan: StudyPlan): SamplerParts {
  return { task: searchTaskOf(plan), spec: plan.sampler }
}

/** @returns what gives up trials of a study; it depends on the plan alone. Null where nothing does. */
export function prunerOf({ plan }: Study): Pruner | null {
  const { pruner, sampler, objective, furtherObjectives = [] } = plan
  // The weights of a program are its own: it cannot be stopped and continued.
  const canWait = isTraining(plan)
  if ((pruner ?? { kind: 'none' }).kind === 'none' && sampler.kind !== 'population') return null
  const directions = [objective, ...furtherObjectives].map(({ direction }) => direction)
  return createPruner({ ...searchTaskOf(plan), directions, canWait }, { sampler, pruner })
}

function searchTaskOf(plan: StudyPlan): SearchTask {
  const { budget, duplicates = 'skip', furtherObjectives = [] } = plan
  const { trials, parallel } = budget
  const objectives = 1 + furtherObjectives.length
  return { space: spaceOf(plan), objectives, trials, parallel, mayRepeat: duplicates !== 'skip' }
}

/** @returns the settings of a study's first trial, which needs no history. */
export function firstAssignment(study: Study): Assignment {
  return samplerOf(study).propose({ number: 1, history: [], isAllowed: () => true }) ?? {}
}

/** @returns what a trial trains. @throws {space/invalid | study/runs-command} */
export function trialSpec(study: Pick<Study, 'plan'>, assignment: Assignment): TrialSpec {
  return applyAssignment(trainingPlanOf(study).design, assignment)
}

/** @returns epochs of a trial that nothing cuts short. @throws {space/invalid} */
export function plannedSteps(plan: StudyPlan, assignment: Assignment): number {
  return isTraining(plan) ? trialSpec({ plan }, assignment).training.epochs : plan.command.steps
}

/** What is trained, and on what. */
export interface RunSubject {
  readonly study: Study
  readonly version: DatasetVersion
  /** Folder of the prepared tensors. */
  readonly dataFolder: string
  readonly folders: Pick<DataFolders, 'backbones'>
}

export interface RunSetup extends RunSubject, Place {
  /** Of the folds after the first; a trial is trained on all of them. */
  readonly furtherFolders: readonly string[]
  readonly folders: DataFolders
  readonly checkpointSeconds: number
}

export function toRunRequest(setup: RunSetup, row: TrialRow): RunRequest {
  const { study, folders, checkpointSeconds, placement, engineFolder } = setup
  return {
    ...plainRun(setup, row.assignment),
    placement,
    ...(engineFolder === undefined ? {} : { engineFolder }),
    weightsFile: weightsFile(folders, row.id),
    picturesFile: picturesFile(folders, row.id),
    seed: trialSeed(study, row),
    checkpoint: {
      ...{ file: checkpointFile(folders, row.id), everySeconds: checkpointSeconds, isKept: false },
      forkedAfter: row.origin.kind === 'fork' ? row.origin.step : null,
    },
  }
}

/** The first trial of a study, which stands for all when it is measured how fast they train; nothing of it is kept. */
export function measuredRequest(setup: RunSubject): RunRequest {
  const assignment = firstAssignment(setup.study)
  return { ...plainRun(setup, assignment), weightsFile: '', picturesFile: null, seed: 1, checkpoint: null }
}

function plainRun({ study, version, dataFolder, folders }: RunSubject, assignment: Assignment) {
  const { model, training } = trialSpec(study, assignment)
  return {
    runId: createId(RunId),
    ...{ model, training },
    task: version.plan.task,
    output: version.output,
    objective: study.plan.objective,
    dataFolder,
    ...(model.backbones === undefined ? {} : { backbonesFolder: folders.backbones }),
    haltAfter: null,
    measuresFile: needsFile(study.plan.furtherObjectives),
    recordsLayers: trainingPlanOf(study).recordLayers === true && mayRecordLayers(study.plan),
  }
}
