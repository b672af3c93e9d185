/** @file One run of a program: started, listened to, and judged by how it ended. */
import { createWriteStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { CommandRequest } from '../../../shared/contract/commandRun'
import type { RunResult } from '../../../shared/contract/worker'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { callOf } from './commandLine'
import { CommandStory } from './commandStory'
import { type ProcessGroup, startGroup } from './processGroup'

/** Lines of its errors that are told when it fails. */
const LAST_LINES = 5

export interface CommandRun {
  /** Null where it was stopped. Rejects with why it failed. */
  readonly result: Promise<RunResult | null>
  pause(): void
  resume(): void
  stop(): void
  /** At once, with all it started. */
  kill(): void
}

/** @param onStep told of every epoch it reports, again when a report adds to one */
export function runCommand(request: CommandRequest, onStep: (step: StepMetrics) => void): CommandRun {
  const parametersFile = `${request.logFile}.parameters.json`
  writeFileSync(parametersFile, JSON.stringify(request.assignment))
  const call = callOf(request, parametersFile)
  const group = startGroup(call, request.command.folder)
  let isStopped = false
  const stop = (): void => {
    isStopped = true
    group.end()
  }
  const result = listen(request, group, onStep).catch((thrown: unknown) => {
    if (isStopped) return null
    throw thrown
  })
  return { result: result.then((reached) => (isStopped ? null : reached)), ...group, stop }
}

async function listen(
  request: CommandRequest,
  group: ProcessGroup,
  onStep: (step: StepMetrics) => void,
): Promise<RunResult> {
  const { command, objective, logFile } = request
  const story = new CommandStory()
  const log = createWriteStream(logFile, { flags: 'a' })
  const lastWords: string[] = []
  const { stdout, stderr } = group.child
  if (stdout !== null)
    createInterface({ input: stdout }).on('line', (line) => {
      log.write(`${line}\n`)
      const step = story.hear(line)
      if (step) onStep(step)
    })
  if (stderr !== null)
    createInterface({ input: stderr }).on('line', (line) => {
      log.write(`${line}\n`)
      lastWords.push(line.slice(0, 300))
      if (lastWords.length > LAST_LINES) lastWords.shift()
    })
  const ending = await untilClosed(group, command.timeLimitSeconds)
  await new Promise<void>((resolve) => log.end(resolve))
  const seconds = command.timeLimitSeconds ?? 0
  if (ending.isLate) throw new AppError('trial/command-late', { seconds })
  if (ending.code === 0) return story.result(objective)
  const code = ending.code ?? ending.signal ?? 'unknown'
  throw new AppError('trial/command-failed', { exit: code, words: lastWords.join('\n') || '–' })
}

interface Ending {
  readonly code: number | null
  readonly signal: string | null
  readonly isLate: boolean
}

/** @throws {trial/command-missing} where it cannot be started at all. */
function untilClosed({ child, end }: ProcessGroup, limitSeconds: number | null): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer =
      limitSeconds === null
        ? undefined
        : setTimeout(() => {
            isLate = true
            end()
          }, limitSeconds * 1000)
    child.once('error', (cause) => {
      clearTimeout(timer)
      reject(new AppError('trial/command-missing', { program: child.spawnfile }, { cause }))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, isLate })
    })
  })
}
