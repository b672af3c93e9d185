/** @file Where the parts of a built Fettle lie, seen from the folder of its programs (`out/main`). */
import { join, resolve } from 'node:path'
import { version } from '../../../package.json'
import type { WorkerProgram } from '../../shared/contract/host'

export interface Installation {
  readonly version: string
  readonly programs: Readonly<Record<WorkerProgram, string>>
  /** Where samplers think. */
  readonly samplerThread: string
  /** The built renderer, for the browser host. */
  readonly rendererFolder: string
  /** Samples and templates. */
  readonly resourcesFolder: string
}

/** @param programFolder folder of the running entry: only an entry knows it, since shared chunks lie elsewhere. */
export function findInstallation(programFolder: string): Installation {
  const root = resolve(programFolder, '..', '..')
  return {
    version,
    programs: {
      trainingWorker: join(programFolder, 'trainingWorker.cjs'),
      importWorker: join(programFolder, 'importWorker.cjs'),
    },
    samplerThread: join(programFolder, 'samplerThread.cjs'),
    rendererFolder: join(root, 'out', 'renderer'),
    resourcesFolder: join(root, 'resources'),
  }
}
