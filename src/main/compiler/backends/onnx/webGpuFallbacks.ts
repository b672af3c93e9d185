/** @file What a graphics card leaves to the processor, and why that is borne. A test holds the list to what ONNX Runtime does. */
import type { OpKind } from '../../ops/signatures'

/** Nodes of these ops run on the processor under WebGPU, at least in some of their cases. */
export const WEBGPU_FALLBACKS: { readonly [K in OpKind]?: string } = {
  softmaxCrossEntropyGrad: 'counts the rows of a batch; a training program is told 1 / rows',
  sigmoidCrossEntropyGrad: 'counts the rows of a batch; a training program is told 1 / rows',
  meanSquaredErrorGrad: 'counts the rows of a batch; a training program is told 1 / rows',
  batchNormGrad: 'counts the rows of a batch; a training program is told 1 / rows',
  meanGrad: 'counts the rows of a batch; a training program is told 1 / rows',
}
