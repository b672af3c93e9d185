/** The command line: its built program under the project's own Node. Nothing but the program itself writes to stdout. */
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { PROGRAMS } from './paths.mjs'
import { requireProjectNode } from './projectNode.mjs'
import { runInForeground } from './runChild.mjs'

/** @returns {Promise<number>} the exit code */
export async function runFettle(argv) {
  await ensureInstalled()
  await ensureBuilt()
  // Paths on the command line are meant from where the user stands, not from the checkout.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  return runInForeground(requireProjectNode(), [join(PROGRAMS, 'cli.cjs'), ...argv], { cwd })
}
