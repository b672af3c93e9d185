/** @file The core inside a plain Node process: the browser host and the command line. */
import { createNodeWorkerHost } from '../training'
import { createCore } from './createCore'
import type { Installation } from './installation'
import { findDataFolder } from './paths'
import type { Core } from './types'

/** @throws {store/locked} while another Fettle holds the data folder. */
export function createNodeCore({
  programs,
  samplerThread,
  resourcesFolder,
  version,
}: Installation): Promise<Core> | Core {
  return createCore({
    dataFolder: findDataFolder(),
    resourcesFolder,
    samplerThread,
    version,
    host: 'browser',
    workerHost: createNodeWorkerHost({ programs }),
  })
}
