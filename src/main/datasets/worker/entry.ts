/** @file The import worker: a process of its own, so that a large file never holds up the core. */
import { serveEngine } from './serveEngine'
import { connectToCore } from './workerPort'

void connectToCore().then((port) => {
  port.onClosed(() => process.exit(0))
  serveEngine(port)
})
