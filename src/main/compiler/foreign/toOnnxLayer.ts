/** @file A network of ONNX as a layer, once it is known what it gives. */
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { toBase64 } from '../../../shared/util/base64'
import { encodeModel, ONNX_OPERATOR_SET, type OnnxGraph } from '../backends/onnx/proto'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import type { Layout } from '../layers/feature'
import { weightName } from '../layers/onnx'
import type { OnnxNetwork } from './readOnnxNetwork'

export interface LayerOfNetwork {
  readonly layer: Extract<LayerSpec, { kind: 'onnx' }>
  readonly weights: NamedWeights
}

export interface SeenNetwork {
  /** Sizes of a row of what it gives, as it has them. */
  readonly outputShape: readonly number[]
  /** Numbers of the largest value in between, a row. */
  readonly largest: number
}

/** What an operator reads, what it makes, and what is kept for a sum. */
const AT_ONCE = 3

/** @param id of the layer */
export function toOnnxLayer(
  network: OnnxNetwork,
  { outputShape, largest }: SeenNetwork,
  id: string,
): LayerOfNetwork {
  const { graph, layout, inputShape, weights } = network
  const gives = layoutOfOutput(graph, outputShape, inputShape.length === outputShape.length ? layout : null)
  const layer = {
    kind: 'onnx' as const,
    id,
    graph: toBase64(encodeModel({ graph, operatorSets: { '': ONNX_OPERATOR_SET } })),
    weights: weights.map(({ name, shape }) => ({ name, shape: [...shape] })),
    inputShape: channelsBehind(inputShape, layout),
    outputShape: channelsBehind(outputShape, gives),
    ...{ reads: layout, gives, workNumbers: AT_ONCE * largest },
  }
  const named = weights.map(({ shape, values }, index) => {
    return [weightName(id, index), { shape, values: Float32Array.from(values as ArrayLike<number>) }] as const
  })
  return { layer, weights: new Map(named) }
}

/** Pictures have their channels first in ONNX, but where a file turns them at last; steps, as they came. */
function layoutOfOutput(graph: OnnxGraph, shape: readonly number[], own: Layout | null): Layout {
  if (shape.length === 2) return own ?? 'channelsLast'
  if (shape.length !== 3) return 'channelsLast'
  const maker = graph.nodes.find(({ outputs }) => outputs.includes(graph.outputs[0]?.name ?? ''))
  const order = maker?.attributes?.['perm']
  const isTurned = maker?.opType === 'Transpose' && order?.kind === 'ints' && order.value.at(-1) === 1
  return isTurned ? 'channelsLast' : 'channelsFirst'
}

function channelsBehind(shape: readonly number[], layout: Layout): number[] {
  const [channels, ...places] = shape
  return layout === 'channelsLast' || channels === undefined ? [...shape] : [...places, channels]
}
