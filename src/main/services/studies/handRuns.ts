import { rmSync } from 'node:fs'
import { RunId } from '../../../shared/domain/ids'
import type { TrialRow } from '../../../shared/domain/trial'
import type { RunHandle, RunHooks, WorkerPool } from '../../training'
import { createId } from '../context'
import { type ProgramSetup, toCommandRequest } from './programRuns'
import { type RunSetup, toRunRequest } from './studySetup'
import { furtherRequest, type RunPlace, seedOf } from './trialSeries'

export type AnySetup = RunSetup | ProgramSetup

export interface FirstRun {
  readonly hooks: RunHooks
  /** Where it stands still. */
  readonly haltAfter: number | null
}

/** Hands the first runs of trials to the workers. @param rows one trial, or several that are trained as one */
export function handFirst(
  workers: WorkerPool,
  setup: AnySetup,
  rows: readonly (readonly [TrialRow, FirstRun])[],
): readonly RunHandle[] {
  if (!('version' in setup))
    return rows.map(([row, { hooks }]) => workers.runCommand(toCommandRequest(setup, row), hooks))
  const wanted = rows.map(([row, { hooks, haltAfter }]) => ({
    request: { ...toRunRequest(setup, row), haltAfter },
    hooks,
  }))
  const [first] = wanted
  return first && wanted.length === 1
    ? [workers.run(first.request, first.hooks)]
    : workers.runTogether(wanted)
}

export interface FurtherRun {
  readonly row: TrialRow
  readonly place: RunPlace
  readonly hooks: RunHooks
}

/** Hands over a run of a trial after its first; whatever becomes of it, it leaves nothing but its figures. */
export function handFurther(
  workers: WorkerPool,
  setup: AnySetup,
  { row, place, hooks }: FurtherRun,
): RunHandle {
  if (!('version' in setup)) {
    const first = toCommandRequest(setup, row)
    const logFile = `${first.logFile}.run`
    const change = { runId: createId(RunId), seed: seedOf(first.seed, place), logFile }
    return clearing(workers.runCommand({ ...first, ...change }, hooks), logFile)
  }
  const first = toRunRequest(setup, row)
  const dataFolder = [setup.dataFolder, ...setup.furtherFolders][place.fold] ?? setup.dataFolder
  const request = furtherRequest(first, { dataFolder, seed: seedOf(first.seed, place) })
  return clearing(workers.run(request, hooks), request.weightsFile)
}

function clearing(handle: RunHandle, file: string): RunHandle {
  const outcome = handle.outcome.then((reached) => {
    rmSync(file, { force: true })
    return reached
  })
  return { ...handle, outcome }
}
