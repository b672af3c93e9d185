/** @file What passes know of nodes with windows: along which axes they slide, and how. */
import type { Node } from '../graph/graph'
import type { OpKind } from '../ops/signatures'
import type { Pair, Slide } from '../ops/sliding'

/** Functions of one number that never fall, and so keep the order of numbers. */
export const RISING: ReadonlySet<OpKind> = new Set<OpKind>([
  ...(['relu', 'leakyRelu', 'elu', 'selu', 'tanh', 'sigmoid', 'softplus'] as const),
])

const CONVOLUTIONS = ['conv1d', 'conv2d'] as const
const POOLS = ['maxPool1d', 'maxPool2d', 'averagePool1d', 'averagePool2d'] as const

export type WindowNode = Extract<Node, { kind: (typeof CONVOLUTIONS)[number] | (typeof POOLS)[number] }>

export function isWindowNode(node: Node): node is WindowNode {
  return isConvolution(node) || POOLS.some((kind) => kind === node.kind)
}

export function isConvolution(node: Node): boolean {
  return CONVOLUTIONS.some((kind) => kind === node.kind)
}

/** A window on one axis of the first input. */
export interface AxisWindow {
  readonly axis: number
  readonly slide: Slide
}

/** Steps stand on axis 1, height and width of pictures on axes 2 and 3. */
export function windowsOf(node: WindowNode): AxisWindow[] {
  switch (node.kind) {
    case 'conv1d': {
      const size = Number(node.inputs[1].type.shape[0])
      return [{ axis: 1, slide: { ...node.attributes, size } }]
    }
    case 'maxPool1d':
    case 'averagePool1d':
      return [{ axis: 1, slide: { ...node.attributes, dilation: 1 } }]
    case 'conv2d': {
      const [, , height, width] = node.inputs[1].type.shape.map(Number)
      return pictureWindows(node.attributes, [height ?? 1, width ?? 1])
    }
    case 'maxPool2d':
    case 'averagePool2d':
      return pictureWindows({ ...node.attributes, dilations: [1, 1] }, node.attributes.size)
  }
}

interface PictureSlide {
  readonly strides: Pair
  readonly dilations: Pair
  readonly margins: readonly [Pair, Pair]
}

function pictureWindows({ strides, dilations, margins }: PictureSlide, size: Pair): AxisWindow[] {
  return ([0, 1] as const).map((axis) => ({
    axis: axis + 2,
    slide: {
      size: size[axis],
      stride: strides[axis],
      dilation: dilations[axis],
      margin: margins[axis],
    },
  }))
}

/** @returns the attributes of a node with other margins, an axis each. */
export function withMargins(node: WindowNode, margins: readonly Pair[]): WindowNode['attributes'] {
  return 'margin' in node.attributes
    ? ({ ...node.attributes, margin: margins[0] } as WindowNode['attributes'])
    : ({ ...node.attributes, margins } as unknown as WindowNode['attributes'])
}
