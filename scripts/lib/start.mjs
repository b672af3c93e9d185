/** `npm start`, step by step. */
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { findElectron } from './electron.mjs'
import { ensureInstalled } from './install.mjs'
import { PROGRAMS, ROOT } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runInForeground } from './runChild.mjs'
import { readStartOptions, START_HELP } from './startOptions.mjs'

/** An Electron that ends with an error so soon never showed a window. */
const NEVER_STARTED_MS = 8_000

/** @returns {Promise<number>} the exit code */
export async function start(argv) {
  const options = readStartOptions(argv)
  if ('help' in options) {
    console.log(options.help)
    return 0
  }
  if ('problem' in options) {
    console.error(`${options.problem}\n\n${START_HELP}`)
    return 2
  }
  await ensureInstalled()
  await ensureBuilt()
  if (options.isWeb) return startServer(options.serverArgs)
  const reason = await startElectron(options.isElectron)
  if (typeof reason === 'number') return reason
  if (options.isElectron) {
    console.error(`Fettle cannot open in Electron: ${reason}.`)
    return 1
  }
  console.error(`Fettle opens in the browser, since ${reason}.`)
  return startServer(options.serverArgs)
}

/** @returns {Promise<number | string>} its exit code, or why it did not come to a window */
async function startElectron(isForced) {
  const electron = await findElectron({ isForced })
  if ('reason' in electron) return electron.reason
  const env = { ...process.env, ...electron.env }
  delete env.ELECTRON_RUN_AS_NODE
  // Chromium's sandbox cannot start as root; nobody should run a desktop as root, but containers do.
  const flags = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  const startedAt = Date.now()
  const code = await runInForeground(electron.path, [...flags, ROOT], { env })
  const isFailure = code !== 0 && code < 128 && Date.now() - startedAt < NEVER_STARTED_MS
  return isFailure ? `Electron did not start on this machine (exit code ${code})` : code
}

function startServer(args) {
  return runInForeground(requireProjectNode(), [join(PROGRAMS, 'server.cjs'), ...args])
}
