/** @file Public face of what is read from a study's trials. */
export { type Analyser, createAnalyser } from './analyser'
export { type AnalysisTask, finish, type Sliced } from './types'
