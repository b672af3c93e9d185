/** @file Stretching pictures in TensorFlow. */
import type { PoolingSignatures, Stretch } from '../../../ops/signature/pooling'
import type { Shape } from '../../../graph/tensorType'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { fitSlide, NO_MARGINS, pictureSizes, slideAttributes } from './margins'

/** Elements stand in the middle of their place. */
const CENTERED: NodeAttributes = {
  ...FLOAT,
  align_corners: attribute.bool(false),
  half_pixel_centers: attribute.bool(true),
}

const upsample2d: EmitRule<'upsample2d'> = ({ emitter, node }) => {
  const [x] = node.inputs
  const [, , height, width] = node.outputs[0].type.shape.map(Number)
  const size = emitter.list([height ?? 1, width ?? 1])
  const op = node.attributes.interpolation === 'nearest' ? 'ResizeNearestNeighbor' : 'ResizeBilinear'
  return [{ nhwc: emitter.add(op, [emitter.nhwcOf(x), size], CENTERED) }]
}

const upsample2dGrad: EmitRule<'upsample2dGrad'> = ({ emitter, node }) => {
  const { attributes, inputs, outputs } = node
  const d = emitter.nhwcOf(inputs[0])
  const { shape } = outputs[0].type
  return [
    {
      nhwc:
        attributes.interpolation === 'nearest'
          ? sumOfCopies(emitter, d, { ...attributes, shape })
          : ofWeights(emitter, d, shape),
    },
  ]
}

/** The mean of all copies, as often as there are any: there is a fast kernel for means. */
function sumOfCopies(
  emitter: TensorFlowEmitter,
  d: string,
  { factors, shape }: Stretch & { shape: Shape },
): string {
  const [, , height = 1, width = 1] = shape.map(Number)
  const slide = fitSlide({
    picture: [height * factors[0], width * factors[1]],
    size: factors,
    strides: factors,
    dilations: [1, 1],
    margins: NO_MARGINS,
  })
  const attributes = { ...slideAttributes(slide), ksize: attribute.ints([1, ...factors, 1]) }
  const means = emitter.add('AvgPool', [d], attributes)
  return emitter.add('Mul', [means, emitter.number(factors[0] * factors[1])], FLOAT)
}

/** The kernel looks at the shape of the small picture alone. */
function ofWeights(emitter: TensorFlowEmitter, d: string, shape: Shape): string {
  const [, channels = 1, height = 1, width = 1] = shape.map(Number)
  const sizes = pictureSizes(emitter, d, [height, width, channels])
  const like = emitter.add('Fill', [sizes, emitter.number(0)], {
    ...FLOAT,
    index_type: attribute.type('int32'),
  })
  return emitter.add('ResizeBilinearGrad', [d, like], CENTERED)
}

export const upsampleEmitters: EmittersOf<Pick<PoolingSignatures, 'upsample2d' | 'upsample2dGrad'>> = {
  upsample2d,
  upsample2dGrad,
}
