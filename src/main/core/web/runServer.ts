/** @file The browser host from its options to its end: prints the address, opens a browser, waits for a signal. */
import { AppError } from '../../../shared/errors/appError'
import { EXIT_CODES, type ExitCode } from '../commandLine/exitCodes'
import { isProblem, readNumber, readOptions, type UsageProblem } from '../commandLine/options'
import type { CommandContext } from '../commandLine/types'
import { openBrowser } from './openBrowser'
import { startWebHost, type WebHost } from './webHost'

export const SERVE_HELP = `fettle serve [--port N] [--no-open]

Runs the app behind a page on this machine (127.0.0.1 only) until Ctrl+C.
The printed address holds a secret: whoever has it can use the app.
From elsewhere, reach it through a tunnel: ssh -L 8080:127.0.0.1:8080 <machine>, with --port 8080.

  --port <n>   listen on this port (the system chooses)
  --no-open    print the address and open no browser
`

/** @throws {store/locked} while another Fettle holds the data folder. */
export async function runServer(
  args: readonly string[],
  context: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { port: { type: 'string' }, 'no-open': { type: 'boolean' } })
  if (isProblem(read)) return read
  const port = readNumber(read.values.port, { name: 'port', low: 0, high: 65_535, isWhole: true })
  if (typeof port === 'object' && port !== null) return port
  const { terminal, installation, interruption } = context
  return context.withCore(async (endpoint) => {
    const options = { endpoint, rendererFolder: installation.rendererFolder, port: port ?? 0 }
    const host = await startWebHost(options).catch((cause: unknown) => explainPort(cause, options.port))
    if (isProblem(host)) return host
    terminal.print(`Fettle: ${host.address}`)
    if (read.values['no-open'] !== true) {
      const isOpened = openBrowser(host.issueAddress())
      terminal.note(isOpened ? 'Ctrl+C ends it.' : 'Open this address in a browser. Ctrl+C ends it.')
    }
    await untilAborted(interruption)
    await host.close()
    return EXIT_CODES.ok
  })
}

function explainPort(cause: unknown, port: number): WebHost | UsageProblem {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') return { problem: `Port ${port} is taken by another program.` }
  if (code === 'EACCES') return { problem: `Port ${port} may not be used by this user.` }
  throw new AppError('bug/unexpected', { message: String(cause) }, { cause })
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
