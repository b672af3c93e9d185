import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { TrialId } from '../../../shared/domain/ids'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError, type ErrorDetails } from '../../../shared/errors/appError'
import { ERROR_CODES, isErrorCode } from '../../../shared/errors/codes'
import type { DataFolders, ServiceContext } from '../context'

type Folders = Pick<DataFolders, 'checkpoints'>

const ENDING = '.safetensors'

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

function isWaiting(row: TrialRow | null): boolean {
  if (row?.state === 'failed') return row.reason !== null && isWorthContinuing(row.reason)
  return row !== null && row.state !== 'complete' && row.state !== 'pruned'
}
