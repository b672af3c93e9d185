import type { CommandRequest } from '../../../shared/contract/commandRun'
import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import { RunId } from '../../../shared/domain/ids'
import { isTraining, type Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { invariant } from '../../../shared/errors/appError'
import { createId, type DataFolders } from '../context'
import type { Structures } from './structures'
import { trialSeed } from './sharedWork'
import type { TrialData } from './trialData'
import { logFile } from './trialLog'

/** What runs of a program need besides their trials. */
export interface ProgramSetup {
  readonly study: Study
  readonly folders: DataFolders
  readonly placement: Placement
}

/** Stands where the folder of a fold would. */
const NO_FOLDER = 'none'

/** A program has data of its own, which nobody has to make ready. */
const NO_DATA: TrialData = {
  isVaried: false,
  foldCount: 1,
  plan: () => null,
  find: () => [NO_FOLDER],
  prepare: () => Promise.resolve([NO_FOLDER]),
}
const NO_STRUCTURES: Structures = { of: () => null }

/** @returns what a session of a study needs whose trials are runs of a program. */
export function programData(folders: DataFolders) {
  return { folders, placement: ONE_THREAD, trialData: NO_DATA, structures: NO_STRUCTURES }
}

export function toCommandRequest({ study, folders }: ProgramSetup, row: TrialRow): CommandRequest {
  const { plan } = study
  invariant(!isTraining(plan), 'the trials are runs of a program')
  return {
    runId: createId(RunId),
    ...{ command: plan.command, objective: plan.objective, assignment: row.assignment, trial: row.number },
    seed: trialSeed(study, row),
    logFile: logFile(folders, row.id),
  }
}
