/** @file What a command is. */
import type { Core } from '../types'
import type { Installation } from '../installation'
import type { Call } from './coreClient'
import type { ExitCode } from './exitCodes'
import type { UsageProblem } from './options'
import type { Terminal } from './terminal'

/** What a command may use. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly installation: Installation
  /** Runs work on a core of its own, which is closed when the work is done. @throws {store/locked} */
  withCore<T>(work: (core: Core, call: Call) => Promise<T>): Promise<T>
  /** Aborted by Ctrl+C and SIGTERM; the reason is the exit code. */
  readonly interruption: AbortSignal
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** Everything about it. */
  readonly help: string
  run(args: readonly string[], context: CommandContext): Promise<ExitCode | UsageProblem>
}
