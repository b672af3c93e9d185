/** @file The public face of training: worker processes for runs, and what can be done with trained weights. */
export { type BackbonePass, backbonePass } from './backbones/readRun'
export * from './engines'
export { readPictures } from './pictures/readPictures'
export { createNodeWorkerHost, type NodeWorkerHostOptions } from './host/nodeWorkerHost'
export { createPortWorkerHost, type HostLink, type MessagePortLike } from './host/portWorkerHost'
export type { WantedJob } from './host/jobOnWorker'
export type { MeasureOutcome, MeasureWanted } from './host/measureOnWorker'
export { createWorkerPool } from './host/workerPool'
export type { RunHandle, RunHooks, RunOutcome, WantedRun, WorkerPool, WorkerPoolOptions } from './host/types'
export type { Weights, WorkerHost, WorkerProcess } from './types'
export {
  createPredictor,
  type NoPrediction,
  type Predictor,
  type PredictorOptions,
} from './predict/createPredictor'
export { createEmbedder } from './predict/createEmbedder'
export { drawNeighbours } from './matching/drawNeighbours'
export { readGallery } from './matching/galleryFile'
export { nearestRows } from './matching/identify'
export type { Vectors } from './matching/vectors'
export type { OpenPictures } from './predict/pictureTensors'
export type { RawRow, Reading } from './predict/rawFrame'
export type { SeriesReading } from './predict/samples'
export { evaluateOnTest, exportTrained, type TrainedModel } from './predict/trainedModel'
export { wilsonInterval, type TestFigures } from './metrics'
export { readPreparedMeta, readPreparedPart } from './rows/preparedData'
export { weightSeed } from './runners/shared/seeds'
export { dependsOnLength } from './schedule/learningRates'
export { readWeights } from './weightsFile'
