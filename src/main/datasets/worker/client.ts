/** @file The data engine as the core sees it: calls go to the import worker, which is started when it is first needed. */
import * as v from 'valibot'
import type { DatasetEngine } from '../types'
import { METHODS, type Method } from './protocol'
import { createWorkerLine, type DatasetClientOptions, type ImportWorkerHost } from './workerLine'

export interface DatasetClient extends DatasetEngine {
  /** Starts the worker before it is needed, so that the first call does not wait for it. */
  warmUp(): void
  /** Ends the worker; calls under way are rejected. */
  dispose(): Promise<void>
}

/**
 * @returns an engine whose calls never hold up this process. If the worker dies, the calls it had are rejected with
 * `training/worker-crashed`, and the next call starts another.
 */
export function createDatasetClient(
  host: ImportWorkerHost,
  options: DatasetClientOptions = {},
): DatasetClient {
  const line = createWorkerLine(host, options)
  const call = async <M extends Method>(
    method: M,
    ...input: unknown[]
  ): Promise<v.InferOutput<(typeof METHODS)[M]['output']>> =>
    v.parse(METHODS[method].output, await line.call(method, input))
  return {
    propose: (file, dialect) => call('propose', file, dialect),
    review: (file, plan) => call('review', file, plan),
    prepare: (file, plan, folder, fold = 0) => call('prepare', file, plan, folder, fold),
    rows: (request) => call('rows', request),
    rejected: (file, plan) => call('rejected', file, plan),
    readCells: (file, dialect) => call('readCells', file, dialect),
    decodePictures: (request) => call('decodePictures', request),
    measurePictures: (request) => call('measurePictures', request),
    compareTexts: (before, now) => call('compareTexts', before, now),
    profile: (of) => call('profile', of),
    previewRecipe: (of) => call('previewRecipe', of),
    pictures: (of) => call('pictures', of),
    pictureSample: (of) => call('pictureSample', of),
    seenText: (of) => call('seenText', of),
    partRows: (of) => call('partRows', of),
    describe: (file) => call('describe', file),
    warmUp: line.warmUp,
    dispose: line.dispose,
  }
}
