import { stat } from 'node:fs/promises'
import type { FoundEngine } from '../../../shared/domain/engine'
import { AppError, toAppError } from '../../../shared/errors/appError'
import type { JobService } from '../jobs/jobs'

/** Says what a found library is worth, once for as long as its folder stays as it is. */
export type Prober = (found: FoundEngine) => Promise<FoundEngine>

type Outcome = Pick<FoundEngine, 'version' | 'devices' | 'problem'>

/** Each library is tried in a process of its own, which ends with it: a broken one takes nothing along. Never rejects. */
export function createProber(jobs: Pick<JobService, 'run'>): Prober {
  const known = new Map<string, Promise<Outcome>>()
  const probe = async ({ folder, version }: FoundEngine): Promise<Outcome> => {
    try {
      return { ...(await jobs.run('engineProbe', { folder }, { isLast: true })), problem: null }
    } catch (thrown) {
      const { code, details } = wordsFor(toAppError(thrown))
      return { version, devices: [], problem: { code, details } }
    }
  }
  return async (found) => {
    if (found.problem !== null) return found
    const key = `${found.folder}|${String((await stat(found.folder).catch(() => null))?.mtimeMs)}|${found.sizeBytes}`
    const outcome = known.get(key) ?? probe(found)
    known.set(key, outcome)
    return { ...found, ...(await outcome) }
  }
}

/** A library that takes its process along is broken, whatever a worker's end means elsewhere. */
function wordsFor(error: AppError): AppError {
  if (error.code !== 'training/worker-crashed') return error
  const message = `the process that loaded it ended (${String(error.details['exit'] ?? '')})`
  return new AppError('engine/broken', { message }, { cause: error })
}
