import { availableParallelism } from 'node:os'
import { toAppError } from '../../shared/errors/appError'
import { createDatasetClient, type DatasetClient } from '../datasets'
import { createHandlers, createRouter } from '../ipc'
import { type Clock, createServices, createThreadOpener, type Services, systemClock } from '../services'
import { type OpenStore, openStore } from '../store'
import { createWorkerPool, type WorkerPool } from '../training'
import { createEventHub, type EventHub } from './eventHub'
import { createLogger, type Logger } from './logger'
import { prepareFolders } from './paths'
import { printWithBrowser } from './printPage'
import type { Core, CoreOptions } from './types'

/** Workers that do not go by then are left to die with the process. */
const CLOSE_LIMIT_MS = 1500
/** Little to lose, and shorter than a trial that is worth keeping. */
const CHECKPOINT_SECONDS = 30
/** A session that lasts so long leaves a copy of the store behind. */
const BACK_UP_AFTER_MS = 60_000

/** What a core is made of. */
interface Parts {
  readonly clock: Clock
  readonly logger: Logger
  readonly hub: EventHub
  readonly store: OpenStore
  readonly datasets: DatasetClient
  readonly workers: WorkerPool
  readonly services: Services
}

/**
 * Puts the core together: store, engines, services, router.
 * @throws {store/locked} while another core holds the data folder, and every other {store/*}.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const parts = createParts(options)
  const { clock, hub, logger, services, store } = parts
  const router = createRouter(createHandlers(services), (channel, error) => {
    logger.log('error', 'request failed', { channel, error })
  })
  const { version, host } = options
  logger.log('info', 'core started', { version, host, node: process.versions.node })

  const cancelBackUp = clock.after(BACK_UP_AFTER_MS, () => {
    store
      .backUp()
      .catch((thrown: unknown) => logger.log('warn', 'no backup made', { error: toAppError(thrown) }))
  })
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    cancelBackUp()
    return closeParts(parts)
  }
  return {
    router,
    onEvent: hub.onEvent,
    runningStudyCount: services.runner.runningCount,
    onRunningCount: services.runner.onRunningCount,
    shutdown: () => (closing ??= close()),
  }
}

function createParts({ dataFolder, workerHost, ...options }: CoreOptions): Parts {
  const clock = options.clock ?? systemClock
  const folders = prepareFolders(dataFolder)
  const logger = options.logger ?? createLogger({ folder: folders.logs, now: clock.now })
  const hub = createEventHub()
  const cores = availableParallelism()
  const store = openStore({ folder: folders.root, now: clock.now })
  const workers = createWorkerPool({ host: workerHost, size: cores })
  const datasets = createDatasetClient(workerHost, {
    cacheFolder: folders.cache,
    onProgress(path, doneBytes, totalBytes) {
      const fileId = services.files.idOf(path)
      if (fileId) hub.emit('import:progressed', { fileId, doneBytes, totalBytes })
    },
  })
  const services = createServices({
    store,
    datasets,
    workers,
    clock,
    folders,
    cores,
    checkpointSeconds: options.checkpointSeconds ?? CHECKPOINT_SECONDS,
    resourcesFolder: options.resourcesFolder,
    host: options.host,
    version: options.version,
    printPage: options.printPage ?? printWithBrowser,
    ...(options.samplerThread === undefined
      ? {}
      : { openSamplerThread: createThreadOpener(options.samplerThread) }),
    emit: hub.emit,
    report: (where, error) => {
      logger.log(error.kind === 'bug' ? 'error' : 'warn', `${where} failed`, { error })
    },
  })
  return { clock, logger, hub, store, datasets, workers, services }
}

/** What was acknowledged is stored already; this makes the end orderly, not safe. */
async function closeParts({ clock, logger, store, datasets, workers, services }: Parts): Promise<void> {
  services.runner.shutdown()
  await new Promise<void>((resolve) => {
    const cancel = clock.after(CLOSE_LIMIT_MS, resolve)
    void Promise.allSettled([workers.dispose(), datasets.dispose(), services.serving.dispose()]).then(() => {
      cancel()
      resolve()
    })
  })
  store.close()
  logger.log('info', 'core ended')
}
