/** @file What a graphics card leaves to the processor, and why that is borne. A test holds the list to what ONNX Runtime does. */
import type { OpKind } from '../../ops/signatures'

const COUNTS_ROWS = 'counts the rows of a batch; a training program is told 1 / rows'
const PICKS_PLACES =
  'looks for places among the rows of a batch, a few numbers that the provider has no operators for'
const READS_SHAPE = 'puts the shape of its first state together, of sizes that lie with the processor anyway'

/** Nodes of these ops run on the processor under WebGPU, at least in some of their cases. */
export const WEBGPU_FALLBACKS: { readonly [K in OpKind]?: string } = {
  softmaxCrossEntropyGrad: COUNTS_ROWS,
  sigmoidCrossEntropyGrad: COUNTS_ROWS,
  meanSquaredErrorGrad: COUNTS_ROWS,
  meanGrad: COUNTS_ROWS,
  batchNormGrad: COUNTS_ROWS,
  simpleRnn: READS_SHAPE,
  simpleRnnGrad: READS_SHAPE,
  gru: READS_SHAPE,
  gruGrad: READS_SHAPE,
  lstm: READS_SHAPE,
  lstmGrad: READS_SHAPE,
  identityLike: PICKS_PLACES,
  tripletCounts: PICKS_PLACES,
}
