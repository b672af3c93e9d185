import { join } from 'node:path'
import * as v from 'valibot'
import { type CoreToHost, HostToCore } from '../../shared/contract/host'
import { type AppError, toAppError } from '../../shared/errors/appError'
import { toWireError } from '../../shared/errors/wireError'
import { type ProcessPort, serveProcessPort, type TransferredPort } from '../ipc/transports/processPort'
import { createNodeWorkerHost, createPortWorkerHost, type HostLink } from '../training'
import { createCore } from './createCore'
import { createEventHub } from './eventHub'
import type { Installation } from './installation'
import { createLogger, type Logger } from './logger'
import { findDataFolder } from './paths'
import { createHostPrinter } from './printWithHost'
import type { Core } from './types'

export interface CoreProcessOptions {
  readonly installation: Installation
  readonly port: ProcessPort
  /** Whether the host can hand over message ports: then it forks the workers, since a utility process cannot. */
  readonly canTransferPorts: boolean
  readonly exit: (code: number) => void
}

type HostListener = (message: HostToCore, ports: readonly TransferredPort[]) => void

/** Runs the core on behalf of the process at the other end of the port, until that one says stop or is gone. */
export function runCoreProcess({ installation, port, canTransferPorts, exit }: CoreProcessOptions): void {
  const dataFolder = findDataFolder()
  const logger = createLogger({ folder: join(dataFolder, 'logs'), now: Date.now })
  const hostListeners: HostListener[] = []
  const post = (message: CoreToHost): void => port.post(message)
  const link: HostLink = { send: post, onMessage: (listener) => void hostListeners.push(listener) }
  const { programs, samplerThread, resourcesFolder, version } = installation
  const workerHost = canTransferPorts ? createPortWorkerHost(link) : createNodeWorkerHost({ programs })
  const core = createCore({
    ...{ dataFolder, resourcesFolder, samplerThread, version, host: 'electron' as const },
    ...{ workerHost, logger },
    printPage: createHostPrinter(link),
  })
  core.then(
    (started) => started.onRunningCount((studyCount) => post({ kind: 'host:running', studyCount })),
    (thrown: unknown) => logFailure(logger, toAppError(thrown)),
  )

  serveProcessPort(port, toEndpoint(core))
  port.onMessage((message, ports) => {
    const fromHost = v.safeParse(HostToCore, message)
    if (!fromHost.success) return
    if (fromHost.output.kind === 'host:shutdown') void end()
    else for (const listener of hostListeners) listener(fromHost.output, ports)
  })
  const end = async (): Promise<void> => {
    await core.then((started) => started.shutdown()).catch(() => undefined)
    post({ kind: 'host:flushed' })
    exit(0)
  }
  port.onClose(() => void end())
  process.once('SIGTERM', () => void end())
  // Ctrl+C in a terminal reaches every process of the app; the shell then ends the core in its own time.
  process.on('SIGINT', () => undefined)
  // A state nobody foresaw: what was acknowledged is stored, so dying is safe, and the shell starts another core.
  process.on('uncaughtException', (error) => {
    logger.log('error', 'core died', { error })
    exit(1)
  })
}

/** What the user is told of needs no stack. */
function logFailure(logger: Logger, error: AppError): void {
  const { kind, code, details } = error
  if (kind === 'bug') logger.log('error', 'core did not start', { error })
  else logger.log('warn', 'core did not start', { code, details })
}

/** Requests may come before the core is up, and wait; where it cannot start, each is answered by the reason. */
function toEndpoint(core: Promise<Core>): Parameters<typeof serveProcessPort>[1] {
  const hub = createEventHub()
  core.then(
    (started) => started.onEvent(hub.pass),
    () => undefined,
  )
  return {
    router: {
      async handle(request) {
        try {
          return await (await core).router.handle(request)
        } catch (thrown) {
          return { kind: 'response', id: request.id, result: { ok: false, error: toWireError(thrown) } }
        }
      },
    },
    onEvent: (listener) => hub.onEvent(listener),
  }
}
