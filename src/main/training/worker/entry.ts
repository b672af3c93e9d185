/** @file Entry of a training worker process. */
import { createOnnxRunner } from '../runners/onnx'
import { serveRuns } from './serveRuns'
import { connectWorkerPort } from './workerPort'

void connectWorkerPort().then((port) =>
  serveRuns({
    port,
    createRunner: createOnnxRunner,
    clock: { now: () => performance.now() },
    // Nothing here needs a farewell, and a native call that still runs must not hold the process back.
    exit: () => process.kill(process.pid, 'SIGKILL'),
  }),
)
