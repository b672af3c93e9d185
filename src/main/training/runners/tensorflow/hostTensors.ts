import { Tensor } from 'onnxruntime-node'
import type { FeedTensor } from './library'

/** Rows, weights and settings are held by tensors of ONNX Runtime, which is there whatever else is. */
export function toFeed({ dims, data }: Tensor): FeedTensor {
  return { shape: dims, values: data as Float32Array | Int32Array }
}

export function toHost({ shape, values }: FeedTensor): Tensor {
  return values instanceof Int32Array
    ? new Tensor('int32', values, shape)
    : new Tensor('float32', values, shape)
}
