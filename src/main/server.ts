/** @file Entry of the browser host. */
import { createContext, createTerminal, runCommand, serve } from './core/commandLine'
import { findInstallation } from './core/installation'
import { explainOldNode } from './core/nodeVersion'

const complaint = explainOldNode(process.versions)
if (complaint !== null) {
  process.stderr.write(`${complaint}\n`)
  process.exit(1)
}

const context = createContext(createTerminal(), findInstallation(import.meta.dirname))
void runCommand({ name: 'serve', command: serve, args: process.argv.slice(2) }, context).then((code) =>
  process.exit(code),
)
