/** @file Convolutions in TensorFlow; steps are a picture of one row. */
import type { OpNode, Value } from '../../../graph/graph'
import type { ConvolutionSignatures, PictureWindow, StepWindow } from '../../../ops/signature/convolution'
import type { TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reshape } from './layout'
import { addBias } from './matrix'
import {
  convolveBack,
  convolveForKernel,
  convolvePicture,
  formOf,
  kernelFrom,
  kernelOf,
  type PictureConvolution,
} from './pictureConvolution'
import { asRow, asSteps } from './stepsAsRow'

const conv2d: EmitRule<'conv2d'> = ({ emitter, node: { inputs, attributes } }) => {
  const [x, kernel] = inputs
  const form = formOf(attributes, { picture: x.type.shape, kernel: kernel.type.shape })
  const operands = [emitter.nhwcOf(x), kernelOf(emitter, form, emitter.nameOf(kernel))] as const
  return [{ nhwc: convolvePicture(emitter, form, operands) }]
}

/** TensorFlow runs the two, and a ReLU behind them, as one. */
const conv2dBias: EmitRule<'conv2dBias'> = ({ emitter, node: { inputs, attributes } }) => {
  const [x, kernel, bias] = inputs
  const form = formOf(attributes, { picture: x.type.shape, kernel: kernel.type.shape })
  const operands = [emitter.nhwcOf(x), kernelOf(emitter, form, emitter.nameOf(kernel))] as const
  return [{ nhwc: addBias(emitter, convolvePicture(emitter, form, operands), emitter.nameOf(bias)) }]
}

const conv2dInputGrad: EmitRule<'conv2dInputGrad'> = ({ emitter, node: { inputs, attributes } }) => {
  const [d, kernel] = inputs
  const form = formOf(attributes, { picture: attributes.size, kernel: kernel.type.shape })
  const operands = [emitter.nhwcOf(d), kernelOf(emitter, form, emitter.nameOf(kernel))] as const
  return [{ nhwc: convolveBack(emitter, form, operands) }]
}

const conv2dFilterGrad: EmitRule<'conv2dFilterGrad'> = ({ emitter, node }) => {
  const [x, d] = node.inputs
  const shapes = { picture: x.type.shape, kernel: node.outputs[0].type.shape }
  const form = formOf(node.attributes, shapes)
  const made = convolveForKernel(emitter, form, [emitter.nhwcOf(x), emitter.nhwcOf(d)])
  return [kernelFrom(emitter, form, made)]
}

const conv1d: EmitRule<'conv1d'> = ({ emitter, node, inputs }) => {
  const row = alongRow(emitter, node, inputs)
  return [asSteps(emitter, node.outputs[0], row)]
}

const conv1dBias: EmitRule<'conv1dBias'> = ({ emitter, node, inputs: [x, kernel, bias] }) => {
  const row = alongRow(emitter, node, [x, kernel])
  return [asSteps(emitter, node.outputs[0], addBias(emitter, row, bias))]
}

const conv1dInputGrad: EmitRule<'conv1dInputGrad'> = ({ emitter, node, inputs: [d, kernel] }) => {
  const [steps, weights] = node.inputs
  const { size, ...window } = node.attributes
  const form = stepForm(window, { steps: size, kernel: weights.type.shape })
  const made = convolveBack(emitter, form, [asRow(emitter, steps, d), asRowKernel(emitter, weights, kernel)])
  return [asSteps(emitter, node.outputs[0], made)]
}

const conv1dFilterGrad: EmitRule<'conv1dFilterGrad'> = ({ emitter, node, inputs: [x, d] }) => {
  const [steps, made] = node.inputs
  const [kernel] = node.outputs
  const form = stepForm(node.attributes, { steps: Number(steps.type.shape[1]), kernel: kernel.type.shape })
  const operands = [asRow(emitter, steps, x), asRow(emitter, made, d)] as const
  return [reshape(emitter, convolveForKernel(emitter, form, operands), kernel.type.shape.map(Number))]
}

type StepNode = Pick<OpNode<'conv1d'> | OpNode<'conv1dBias'>, 'inputs' | 'attributes'>

function alongRow(
  emitter: TensorFlowEmitter,
  { inputs: [steps, weights], attributes }: StepNode,
  [x, kernel]: readonly [string, string],
): string {
  const form = stepForm(attributes, { steps: Number(steps.type.shape[1]), kernel: weights.type.shape })
  return convolvePicture(emitter, form, [asRow(emitter, steps, x), asRowKernel(emitter, weights, kernel)])
}

interface StepSizes {
  readonly steps: number
  /** [size, channels, filters] */
  readonly kernel: Value['type']['shape']
}

function stepForm(
  { stride, dilation, margin }: StepWindow,
  { steps, kernel }: StepSizes,
): PictureConvolution {
  const window: PictureWindow = {
    strides: [1, stride],
    dilations: [1, dilation],
    margins: [[0, 0], margin],
    groups: 1,
  }
  const [size = 1, channels = 1, filters = 1] = kernel.map(Number)
  return { window, picture: [1, steps], size: [1, size], channels, filters }
}

function asRowKernel(emitter: TensorFlowEmitter, { type: { shape } }: Value, kernel: string): string {
  return emitter.once(`row kernel ${kernel}`, () => reshape(emitter, kernel, [1, ...shape.map(Number)]))
}

export const convolutionEmitters: EmittersOf<ConvolutionSignatures> = {
  conv2d,
  conv2dBias,
  conv2dInputGrad,
  conv2dFilterGrad,
  conv1d,
  conv1dBias,
  conv1dInputGrad,
  conv1dFilterGrad,
}
