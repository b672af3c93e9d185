/** @file Entry of a training worker process. */
import type { FromWorker } from '../../../shared/contract/worker'
import { connectWorkerPort } from '../../../shared/contract/workerPort'
import { createOnnxPopulation, createOnnxRunner } from '../runners/onnx'
import { withinMemory } from '../runners/withinMemory'
import { serveRuns } from './serveRuns'

// Ctrl+C in a terminal reaches every process there; the core decides what becomes of its runs, and then of its workers.
process.on('SIGINT', () => undefined)

void connectWorkerPort<FromWorker>(process).then((port) =>
  serveRuns({
    port,
    createRunner: withinMemory(createOnnxRunner, () => process.availableMemory()),
    createPopulation: createOnnxPopulation,
    clock: { now: () => performance.now() },
    // Nothing here needs a farewell, and a native call that still runs must not hold the process back.
    exit: () => process.kill(process.pid, 'SIGKILL'),
  }),
)
