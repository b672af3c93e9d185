/** @file Networks made smaller: fewer weights, or whole numbers in their place. */
export { packSparse } from './packSparse'
export {
  countZeros,
  isPrunable,
  pruneByMagnitude,
  sparsityAt,
  type PruningMasks,
  type Sparsity,
} from './pruneWeights'
export { quantizeDynamic } from './quantizeDynamic'
export { findMeasured, quantizeStatic } from './quantizeStatic'
export { RangeFinder, type Range } from './ranges'
export { storeRounded } from './storeRounded'
