/** @file The data engine's public face. */
export { compareSamples, type SampleColumn } from './drift/compareSamples'
export { measurePicture } from './drift/measurePictures'
export { createDatasetEngine, type DatasetEngineOptions } from './engine'
export { chooseTask } from './plan/chooseTarget'
export { parseFigure, type Decimal } from './import/cellText'
export type { OnProgress } from './import/table/tableCache'
export type { Meaning } from './import/table/views'
export { fitPrincipalComponents, type PrincipalComponents } from './statistics/components/principalComponents'
export { makeData, type DataToMake } from './samples/makeData'
export { createDatasetClient, type DatasetClient } from './worker/client'
export type { DatasetClientOptions, ImportWorkerHost, WorkerProcessLike } from './worker/workerLine'
export type { DatasetEngine, FileCells, RowsRequest, SourceFile } from './types'
export {
  augmentRandom,
  createAugmenter,
  mixRows,
  mixupPairs,
  type Augmenter,
  type MixupPairs,
} from './images/augmentation'
export { drawSvg } from './images/drawSvg'
export { decodePictureBytes } from './images/decode/decodePictureBytes'
export { createDescriber } from './sources/describeSource'
export { createSourceOpener } from './sources/openSource'
export type { SourceEntry } from './sources/types'
export { openPictureTensor, type PictureTensor } from './images/cache/pictureTensor'
export { toFigures, type FrameColumn } from './recipe/frame/columns'
export { Frame } from './recipe/frame/frame'
export { findNeededPast } from './recipe/findNeededPast'
export { applyPrimitives } from './recipe/primitives'
export { checkFrequency, orderSeries, splitSeries, type SeriesOrder } from './series'
export { countVocabulary, encodeTexts, leftOutWords } from './text'
