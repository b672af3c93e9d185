/** @file Entry of the core process; it was started by the desktop shell, which it serves and outlives by nothing. */
import { openParentPort } from '../ipc/transports/processPort'
import { runCoreProcess } from './coreProcess'
import { findInstallation } from './installation'
import { explainOldNode } from './nodeVersion'

const complaint = explainOldNode(process.versions)
const port = openParentPort()

if (complaint !== null || port === null) {
  process.stderr.write(`${complaint ?? 'This is the core of Fettle; the app starts it.'}\n`)
  process.exit(1)
}

runCoreProcess({
  installation: findInstallation(import.meta.dirname),
  port,
  canTransferPorts: 'parentPort' in process,
  exit: (code) => process.exit(code),
})
