import * as v from 'valibot'
import { type CoreToHost, HostToCore } from '../../shared/contract/host'
import { toWireError } from '../../shared/errors/wireError'
import { type ProcessPort, serveProcessPort, type TransferredPort } from '../ipc/transports/processPort'
import { createNodeWorkerHost, createPortWorkerHost, type HostLink, type WorkerHost } from '../training'
import { createCore } from './createCore'
import { createEventHub } from './eventHub'
import type { Installation } from './installation'
import { findDataFolder } from './paths'
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
  const hostListeners: HostListener[] = []
  const post = (message: CoreToHost): void => port.post(message)
  const link: HostLink = { send: post, onMessage: (listener) => void hostListeners.push(listener) }
  const core = startCore(installation, canTransferPorts ? createPortWorkerHost(link) : null)
  core.then(
    (started) => started.onRunningCount((studyCount) => post({ kind: 'host:running', studyCount })),
    () => undefined,
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
  process.once('SIGINT', () => void end())
}

function startCore(installation: Installation, portHost: WorkerHost | null): Promise<Core> {
  const { programs, resourcesFolder, version } = installation
  return createCore({
    dataFolder: findDataFolder(),
    resourcesFolder,
    version,
    host: 'electron',
    workerHost: portHost ?? createNodeWorkerHost({ programs }),
  })
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
