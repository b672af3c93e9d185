/** @file The import worker: a process of its own, so that a large file never holds up the core. */
import { connectWorkerPort } from '../../../shared/contract/workerPort'
import type { FromImportWorker } from './protocol'
import { serveEngine } from './serveEngine'

// Ctrl+C in a terminal reaches every process there; the core decides when this one ends.
process.on('SIGINT', () => undefined)

void connectWorkerPort<FromImportWorker>(process).then((port) => {
  port.onClosed(() => process.exit(0))
  serveEngine(port)
})
