/** @file Answers the core's calls with a data engine, one at a time in the order in which they come. */
import * as v from 'valibot'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { toWireError } from '../../../shared/errors/wireError'
import { createDatasetEngine } from '../engine'
import type { OnProgress } from '../import/table/tableCache'
import type { DatasetEngine } from '../types'
import { type FromImportWorker, METHODS, type Method, ToImportWorker } from './protocol'

/** A step is told at most this often. */
const PROGRESS_INTERVAL_MS = 100

export function serveEngine(port: WorkerPort<FromImportWorker>): void {
  let toldAt = 0
  const onProgress: OnProgress = (path, doneBytes, totalBytes) => {
    if (performance.now() - toldAt < PROGRESS_INTERVAL_MS) return
    toldAt = performance.now()
    port.send({ kind: 'progressed', path, doneBytes, totalBytes })
  }
  let engine = createDatasetEngine({ onProgress })
  // One after the other: two large tables at once would need the memory of both.
  let last = Promise.resolve()
  port.onMessage((message) => {
    const asked = v.parse(ToImportWorker, message)
    if (asked.kind === 'configure') {
      engine = createDatasetEngine({ cacheFolder: asked.cacheFolder, onProgress })
      return
    }
    const { id, method, input } = asked
    last = last.then(async () => {
      try {
        port.send({ kind: 'returned', id, output: await callEngine(engine, method, input) })
      } catch (thrown) {
        port.send({ kind: 'failed', id, error: toWireError(thrown) })
      }
    })
  })
  port.send({ kind: 'ready' })
}

type Call = (engine: DatasetEngine, input: unknown) => Promise<unknown>

const CALLS: { readonly [M in Method]: Call } = {
  propose: (engine, input) => engine.propose(...v.parse(METHODS.propose.input, input)),
  review: (engine, input) => engine.review(...v.parse(METHODS.review.input, input)),
  prepare: (engine, input) => engine.prepare(...v.parse(METHODS.prepare.input, input)),
  rows: (engine, input) => engine.rows(...v.parse(METHODS.rows.input, input)),
  rejected: (engine, input) => engine.rejected(...v.parse(METHODS.rejected.input, input)),
  readCells: (engine, input) => engine.readCells(...v.parse(METHODS.readCells.input, input)),
  decodePictures: (engine, input) => engine.decodePictures(...v.parse(METHODS.decodePictures.input, input)),
  measurePictures: (engine, input) =>
    engine.measurePictures(...v.parse(METHODS.measurePictures.input, input)),
  compareTexts: (engine, input) => engine.compareTexts(...v.parse(METHODS.compareTexts.input, input)),
  describe: (engine, input) => engine.describe(...v.parse(METHODS.describe.input, input)),
  profile: (engine, input) => engine.profile(...v.parse(METHODS.profile.input, input)),
  previewRecipe: (engine, input) => engine.previewRecipe(...v.parse(METHODS.previewRecipe.input, input)),
  pictures: (engine, input) => engine.pictures(...v.parse(METHODS.pictures.input, input)),
  pictureSample: (engine, input) => engine.pictureSample(...v.parse(METHODS.pictureSample.input, input)),
  partRows: (engine, input) => engine.partRows(...v.parse(METHODS.partRows.input, input)),
  seenText: (engine, input) => engine.seenText(...v.parse(METHODS.seenText.input, input)),
}

function callEngine(engine: DatasetEngine, method: Method, input: unknown): Promise<unknown> {
  return CALLS[method](engine, input)
}
