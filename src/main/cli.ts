/** @file Entry of the command line. */
import { runCommandLine } from './core/commandLine'
import { findInstallation } from './core/installation'
import { explainOldNode } from './core/nodeVersion'

const complaint = explainOldNode(process.versions)
if (complaint !== null) {
  process.stderr.write(`${complaint}\n`)
  process.exit(1)
}

void runCommandLine(process.argv.slice(2), findInstallation(import.meta.dirname)).then((code) => {
  // Standard output may be a pipe that is still being read: the program ends when it is empty.
  process.exitCode = code
  process.stdout.end(() => process.exit())
})
