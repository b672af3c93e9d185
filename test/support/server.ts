/** Starts the built browser host as the user would, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { ROOT, SERVER_PROGRAM } from './build'

export interface RunningServer {
  /** The printed address, which lets a browser in. */
  readonly address: string
  readonly process: ChildProcess
  /** Everything it wrote to standard error so far. */
  errors(): string
  /** Ends it as Ctrl+C would. @returns the exit code. */
  stop(): Promise<number | null>
}

export interface ServerOptions {
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
}

const START_LIMIT_MS = 20_000

export function startServer({ home, env = {} }: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [SERVER_PROGRAM, '--no-open'], {
    cwd: ROOT,
    env: { ...process.env, FETTLE_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT')
    return ended
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('no address'), START_LIMIT_MS)
    const fail = (what: string): void => {
      child.kill('SIGKILL')
      reject(new TypeError(`the server did not start (${what}): ${errors}`))
    }
    const onEarlyExit = (code: number | null): void => fail(`exit ${code}`)
    child.once('exit', onEarlyExit)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /^Fettle: (\S+)$/m.exec(output)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      child.off('exit', onEarlyExit)
      resolve({ address, process: child, errors: () => errors, stop })
    })
  })
}
