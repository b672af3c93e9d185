/** @file Worker programs forked for a core that cannot fork: utility processes, each joined to the core by a port. */
import { MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron'
import type { HostToCore, WorkerProgram } from '../../shared/contract/host'
import type { CoreChild } from './coreChild'

export interface WorkerForks {
  fork(workerId: number, program: WorkerProgram): void
  kill(workerId: number): void
  /** The core is gone, and nobody is left to talk to its workers. */
  killAll(): void
}

/** @param programs the built file of every program; the core names a program, never a path. */
export function createWorkerForks(
  core: CoreChild,
  programs: Readonly<Record<WorkerProgram, string>>,
): WorkerForks {
  const workers = new Map<number, UtilityProcess>()
  const tell = (message: HostToCore, port?: Electron.MessagePortMain): void =>
    core.post(message, port ? [port] : [])
  return {
    fork(workerId, program) {
      const worker = utilityProcess.fork(programs[program], [], { serviceName: `Fettle ${program}` })
      workers.set(workerId, worker)
      const { port1, port2 } = new MessageChannelMain()
      worker.postMessage({ kind: 'host:port' }, [port1])
      tell({ kind: 'host:forked', workerId }, port2)
      worker.once('exit', (code) => {
        workers.delete(workerId)
        tell({ kind: 'host:exited', workerId, code })
      })
    },
    kill: (workerId) => void workers.get(workerId)?.kill(),
    killAll() {
      for (const worker of workers.values()) worker.kill()
    },
  }
}
