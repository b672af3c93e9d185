import { availableParallelism } from 'node:os'
import { createDatasetClient } from '../datasets'
import { createHandlers, createRouter } from '../ipc'
import { type Clock, createServices, systemClock } from '../services'
import { openStore } from '../store'
import { createWorkerPool } from '../training'
import { createEventHub } from './eventHub'
import { createLogger } from './logger'
import { prepareFolders } from './paths'
import type { Core, CoreOptions } from './types'

/** Workers that do not go by then are left to die with the process. */
const CLOSE_LIMIT_MS = 1500

/**
 * Puts the core together: store, engines, services, router.
 * @throws {store/locked} while another core holds the data folder, and every other {store/*}.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const clock = options.clock ?? systemClock
  const folders = prepareFolders(options.dataFolder)
  const logger = options.logger ?? createLogger({ folder: folders.logs, now: clock.now })
  const hub = createEventHub()
  const store = openStore({ folder: folders.root, now: clock.now })
  const datasets = createDatasetClient(options.workerHost, {
    onProgress(path, doneBytes, totalBytes) {
      const fileId = services.files.idOf(path)
      if (fileId) hub.emit('import:progressed', { fileId, doneBytes, totalBytes })
    },
  })
  const cores = availableParallelism()
  const workers = createWorkerPool({ host: options.workerHost, size: cores })
  const services = createServices({
    store,
    datasets,
    workers,
    clock,
    folders,
    resourcesFolder: options.resourcesFolder,
    emit: hub.emit,
    report: (where, error) =>
      logger.log(error.kind === 'bug' ? 'error' : 'warn', `${where} failed`, { error }),
    host: options.host,
    version: options.version,
    cores,
  })
  const router = createRouter(createHandlers(services), (channel, error) => {
    logger.log('error', 'request failed', { channel, error })
  })
  logger.log('info', 'core started', {
    version: options.version,
    host: options.host,
    node: process.versions.node,
  })

  const close = async (): Promise<void> => {
    services.runner.shutdown()
    await Promise.race([
      Promise.allSettled([workers.dispose(), datasets.dispose()]),
      wait(clock, CLOSE_LIMIT_MS),
    ])
    store.close()
    logger.log('info', 'core ended')
  }
  let closing: Promise<void> | null = null
  return {
    router,
    services,
    onEvent: hub.onEvent,
    runningStudyCount: services.runner.runningCount,
    onRunningCount: services.runner.onRunningCount,
    shutdown: () => (closing ??= close()),
  }
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve))
}
