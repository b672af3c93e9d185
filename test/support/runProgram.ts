/** Runs a program to its end, as a shell would, and keeps what it said. */
import { type ChildProcess, spawn } from 'node:child_process'
import { ROOT } from './build'

export interface ProgramEnd {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** What stands on standard input; nothing does unless given. */
  readonly input?: string
  /** Told of every piece of standard error, with the process that wrote it. */
  readonly onErrors?: (text: string, child: ChildProcess) => void
}

/** @param args of Node: the script first. */
export function runNode(
  args: readonly string[],
  { env = {}, input, onErrors }: RunOptions = {},
): Promise<ProgramEnd> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
    onErrors?.(errors, child)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })))
}
