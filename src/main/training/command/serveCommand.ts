/** @file What a worker does with a program of the user's: runs it, and tells its story as it tells that of a training. */
import type { CommandRequest } from '../../../shared/contract/commandRun'
import type { FromWorker } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { toAppError } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import { type Clock, createStepReporter, tellAlive } from '../stepReporter'
import { type CommandRun, runCommand } from './runCommand'

export interface ServeCommandOptions {
  readonly port: WorkerPort<FromWorker>
  readonly clock: Clock
  /** Told once the program has ended. */
  readonly onEnd: () => void
}

/** Never throws. @returns the run while it goes on; null where it could not begin. */
export function serveCommand(options: ServeCommandOptions, request: CommandRequest): CommandRun | null {
  const { port, clock, onEnd } = options
  const { runId } = request
  const reporter = createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps }))
  const endTelling = tellAlive(port, reporter.flush)
  const end = (message: FromWorker): void => {
    endTelling()
    reporter.flush()
    onEnd()
    port.send(message)
  }
  const fail = (thrown: unknown): void =>
    end({ kind: 'failed', runId, error: toWireError(toAppError(thrown)) })
  try {
    const run = runCommand(request, reporter.add)
    run.result.then(
      (result) => end(result === null ? { kind: 'stopped', runId } : { kind: 'finished', runId, result }),
      fail,
    )
    return run
  } catch (thrown) {
    fail(thrown)
    return null
  }
}
