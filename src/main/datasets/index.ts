/** @file The data engine's public face. */
export { createDatasetEngine, type DatasetEngineOptions } from './engine'
export { chooseTask } from './plan/chooseTarget'
export { parseDate, parseNumber, type Decimal } from './import/cellText'
export type { OnProgress } from './import/table/tableCache'
export type { Meaning } from './import/table/views'
export {
  applyFitted,
  createEncoder,
  toRawCells,
  type FittedEncoder,
  type RawCell,
} from './recipe/applyFitted'
export { findSample, listSamples, type Sample } from './samples/samples'
export { createDatasetClient, type DatasetClient } from './worker/client'
export type { DatasetClientOptions, ImportWorkerHost, WorkerProcessLike } from './worker/workerLine'
export type { DatasetEngine, FileCells, PreparedMeta, PreparedPart, RowsRequest, SourceFile } from './types'
export {
  augmentRandom,
  createAugmenter,
  mixRows,
  mixupPairs,
  type Augmenter,
  type MixupPairs,
} from './images/augmentation'
