import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { TrialId } from '../../../shared/domain/ids'
import type { TrialLog } from '../../../shared/domain/trialLog'
import type { DataFolders } from '../context'

const MOST_BYTES = 64 * 1024

/** Where the output of a program lies that is a trial. The folder is made where it is missing. */
export function logFile({ logs }: Pick<DataFolders, 'logs'>, trialId: TrialId): string {
  const folder = join(logs, 'programs')
  mkdirSync(folder, { recursive: true })
  return join(folder, `${trialId}.log`)
}

/** @returns the end of what a trial's program printed; empty where it has not, or where the trial was none of a program. */
export function readLog(folders: Pick<DataFolders, 'logs'>, trialId: TrialId): TrialLog {
  let file: number
  try {
    file = openSync(logFile(folders, trialId), 'r')
  } catch {
    return { text: '', isCut: false }
  }
  try {
    const { size } = fstatSync(file)
    const from = Math.max(0, size - MOST_BYTES)
    const bytes = Buffer.alloc(size - from)
    readSync(file, bytes, 0, bytes.length, from)
    return { text: bytes.toString('utf8'), isCut: from > 0 }
  } finally {
    closeSync(file)
  }
}
