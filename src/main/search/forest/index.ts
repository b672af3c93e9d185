/** @file Public face of the regression forest. */
export { createRowEncoder, type RowEncoder } from './encodeRows'
export { growForest, growTrees } from './growForest'
export { findLeaf, predictForest, predictMean } from './predictForest'
export type { Forest, ForestData, ForestOptions, Prediction, Tree } from './types'
