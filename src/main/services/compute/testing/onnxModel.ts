import { newLayer } from '../../../../shared/domain/newLayer'
import type { ModelSpec } from '../../../../shared/domain/modelSpec'

/**
 * A head on a layer of ONNX nodes that reads two numbers.
 * @param width numbers that the nodes give: more than they read are computed at every step, no more only once
 */
export function modelOnNodes(width: number): ModelSpec {
  const sizes = { inputShape: [2], outputShape: [width], workNumbers: width }
  const lying = { reads: 'channelsLast', gives: 'channelsLast' } as const
  return {
    layers: [
      { kind: 'onnx', id: 'net', graph: '', weights: [], ...sizes, ...lying },
      newLayer('output', 'output'),
    ],
    backbones: [
      {
        ...{ id: 'base', weights: 'a'.repeat(64), inputShape: [2], weightCount: 0 },
        layers: [{ id: 'net', from: 'net', isFrozen: true }],
        ...{ rateShare: 1, keepsStatistics: true, scaling: null },
      },
    ],
  }
}
