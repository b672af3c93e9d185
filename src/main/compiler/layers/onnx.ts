/** @file A network of ONNX nodes in the place of a layer. It stands still, whatever is trained behind it. */
import type { Shape } from '../graph/tensorType'
import { channelsFirst, channelsLast, feature, picture, type Feature } from './feature'
import type { Layer, LayerContext, LayersOf, LayerSpecOf } from './layer'
import { formatShape } from './misfit'
import { plainParameter } from './parameter'

type Spec = LayerSpecOf<'onnx'>

const SWAPPED = { axes: [0, 2, 1] }

const onnx: Layer<'onnx'> = {
  kind: 'onnx',
  misfit: (spec, { inputShape }) => {
    const [expected, found] = [formatShape(spec.inputShape), formatShape(inputShape)]
    return expected === found ? null : { reason: 'notTrainedFor', expected, found }
  },
  outputShape: ({ outputShape }) => outputShape,
  parameters: ({ id, weights }) =>
    weights.map(({ shape }, index) => plainParameter(weightName(id, index), shape, { isTrained: false })),
  build: (spec, context) => {
    const { graph, weights, workNumbers, id } = spec
    const inputs = [
      readAs(spec, context),
      ...weights.map((_, index) => context.parameter(weightName(id, index))),
    ]
    const shape: Shape = ['batch', ...inNodes(spec)]
    const names = weights.map(({ name }) => name)
    return handOn(
      spec,
      context,
      context.emit.op('onnxNodes', inputs, { graph, weights: names, shape, workNumbers }),
    )
  },
}

/** Names of parameters say nothing of the nodes, whose names may be anything. */
export function weightName(id: string, index: number): string {
  return `${id}/${index}`
}

function readAs({ reads, inputShape }: Spec, { emit, input }: LayerContext): Feature['value'] {
  if (reads === 'channelsLast' || inputShape.length === 1) return channelsLast(emit, input)
  return inputShape.length === 3
    ? channelsFirst(emit, input)
    : emit.op('transpose', [channelsLast(emit, input)], SWAPPED)
}

/** Sizes of a row of what the nodes give. */
function inNodes({ gives, outputShape }: Spec): readonly number[] {
  return gives === 'channelsLast' ? outputShape : [outputShape.at(-1) ?? 1, ...outputShape.slice(0, -1)]
}

function handOn({ gives, outputShape }: Spec, { emit }: LayerContext, made: Feature['value']): Feature {
  if (gives === 'channelsLast' || outputShape.length === 1) return feature(made)
  return outputShape.length === 3 ? picture(made) : feature(emit.op('transpose', [made], SWAPPED))
}

export const onnxLayers: LayersOf<'onnx'> = { onnx }
