/** @file Entry of a training worker process. */
import type { FromWorker } from '../../../shared/contract/worker'
import { connectWorkerPort } from '../../../shared/contract/workerPort'
import { byEngine, populationByEngine } from '../runners/byEngine'
import { createOnnxPopulation, createOnnxRunner } from '../runners/onnx'
import { withinMemory } from '../runners/withinMemory'
import type { CreateRunner } from '../types'
import { serveRuns } from './serveRuns'

/** Loaded when it is first asked for: most machines never do. */
const createTensorFlowRunner: CreateRunner = async (request) =>
  (await import('../runners/tensorflow')).createTensorFlowRunner(request)

const createRunner = withinMemory(
  byEngine({ onnx: createOnnxRunner, tensorflow: createTensorFlowRunner }),
  () => process.availableMemory(),
)

// Ctrl+C in a terminal reaches every process there; the core decides what becomes of its runs, and then of its workers.
process.on('SIGINT', () => undefined)

void connectWorkerPort<FromWorker>(process).then((port) =>
  serveRuns({
    port,
    createRunner,
    createPopulation: populationByEngine(createOnnxPopulation, createRunner),
    clock: { now: () => performance.now() },
    // Nothing here needs a farewell, and a native call that still runs must not hold the process back.
    exit: () => process.kill(process.pid, 'SIGKILL'),
  }),
)
