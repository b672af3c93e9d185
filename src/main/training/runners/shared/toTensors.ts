import { Tensor } from 'onnxruntime-node'
import type { Weights } from '../../types'

/** Weights by name, as programs take them. */
export function toTensors(weights: Weights): Record<string, Tensor> {
  return Object.fromEntries(
    [...weights].map(([name, { shape, values }]) => [name, new Tensor('float32', values, shape)]),
  )
}
