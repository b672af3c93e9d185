import { copyFileSync, existsSync, linkSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { TrialId } from '../../../shared/domain/ids'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError, type ErrorDetails } from '../../../shared/errors/appError'
import { ERROR_CODES, isErrorCode } from '../../../shared/errors/codes'
import type { DataFolders, ServiceContext } from '../context'
import { weightsFile } from './trialFiles'

type Folders = Pick<DataFolders, 'checkpoints'>

const ENDING = '.safetensors'
/** Between the trial and the number of epochs after which it stood still. */
const HALT = '.after-'

/** Where a trial is kept while it trains. */
export function checkpointFile({ checkpoints }: Folders, trialId: TrialId): string {
  return join(checkpoints, `${trialId}${ENDING}`)
}

export function hasCheckpoint(folders: Folders, trialId: TrialId): boolean {
  return existsSync(checkpointFile(folders, trialId))
}

export function dropCheckpoint(folders: Folders, trialId: TrialId): void {
  rmSync(checkpointFile(folders, trialId), { force: true })
}

/** Nothing is left of a trial that was given up. */
export function dropLeftovers(folders: Folders & Pick<DataFolders, 'weights'>, trialId: TrialId): void {
  dropCheckpoint(folders, trialId)
  rmSync(weightsFile(folders, trialId), { force: true })
}

/** Keeps a trial as it stands after so many epochs, for others to begin with, however far it goes on. */
export function keepHalt(folders: Folders, trialId: TrialId, step: number): void {
  const file = checkpointFile(folders, trialId)
  if (existsSync(file)) linkOrCopy(file, haltFile(folders, trialId, step))
}

/** Lets a trial begin where another one stood after so many epochs. @returns whether that was kept. */
export function forkCheckpoint(folders: Folders, from: Halt, to: TrialId): boolean {
  const file = haltFile(folders, from.trialId, from.step)
  if (existsSync(file)) linkOrCopy(file, checkpointFile(folders, to))
  return existsSync(file)
}

export interface Halt {
  readonly trialId: TrialId
  readonly step: number
}

/** Forgets how trials stood after fewer epochs. */
export function dropHalts({ checkpoints }: Folders, trialIds: ReadonlySet<string>, before = Infinity): void {
  for (const name of readdirSync(checkpoints)) {
    const halt = readHaltName(name)
    if (halt !== null && trialIds.has(halt.trialId) && halt.step < before)
      rmSync(join(checkpoints, name), { force: true })
  }
}

function haltFile({ checkpoints }: Folders, trialId: TrialId, step: number): string {
  return join(checkpoints, `${trialId}${HALT}${step}${ENDING}`)
}

function readHaltName(name: string): Halt | null {
  const [id = '', step = ''] = name.endsWith(ENDING) ? name.slice(0, -ENDING.length).split(HALT) : []
  const trialId = v.safeParse(TrialId, id)
  return step !== '' && trialId.success ? { trialId: trialId.output, step: Number(step) } : null
}

/** A file that is written anew is another one: what is linked stays as it is. Not every disk has links. */
function linkOrCopy(from: string, to: string): void {
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/** A trial that would fail again in the same way has nothing to go on from. */
export function isWorthContinuing({
  code,
}: {
  readonly code: string
  readonly details: ErrorDetails
}): boolean {
  return isErrorCode(code) && ERROR_CODES[code].isRetryable
}

/** At start, before anything runs: leaves only what a trial can go on from; drafts of dead workers go too. */
export function sweepCheckpoints({ store, folders }: Pick<ServiceContext, 'store' | 'folders'>): void {
  for (const name of readdirSync(folders.checkpoints)) {
    const id = name.endsWith(ENDING) ? v.safeParse(TrialId, name.slice(0, -ENDING.length)) : null
    if (id?.success && isWaiting(findTrial(store, id.output))) continue
    const halt = readHaltName(name)
    if (halt !== null && isStudyOpen(store, findTrial(store, halt.trialId))) continue
    rmSync(join(folders.checkpoints, name), { force: true, recursive: true })
  }
}

/** @returns null for a trial that is not there, and for one of a study that was removed. */
function findTrial(store: ServiceContext['store'], id: TrialId): TrialRow | null {
  try {
    const row = store.trials.get(id)
    store.studies.get(row.studyId)
    return row
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'app/not-found') return null
    throw thrown
  }
}

/** Trials that are over may still be where others begin. */
function isStudyOpen({ studies }: ServiceContext['store'], row: TrialRow | null): boolean {
  return row !== null && studies.get(row.studyId).state !== 'complete'
}

function isWaiting(row: TrialRow | null): boolean {
  if (row?.state === 'failed') return row.reason !== null && isWorthContinuing(row.reason)
  return row !== null && row.state !== 'complete' && row.state !== 'pruned'
}
