/** @file Pooling in TensorFlow; steps are a picture of one row. Margins that TensorFlow has no name for are put around the picture. */
import type { Value } from '../../../graph/graph'
import type { PicturePool, PoolingSignatures, StepPool } from '../../../ops/signature/pooling'
import type { EmitRule, EmittersOf } from './emit'
import { averagePool, averagePoolBack, largestOf, largestOfBack, poolSlide } from './poolKernels'
import { asRow, asSteps } from './stepsAsRow'
import { upsampleEmitters } from './upsampling'

const maxPool2d: EmitRule<'maxPool2d'> = ({ emitter, node }) => {
  const [x] = node.inputs
  return [{ nhwc: largestOf(emitter, slideOf(x, node.attributes), emitter.nhwcOf(x)) }]
}

/** Of equal ones the first takes it all. */
const maxPool2dGrad: EmitRule<'maxPool2dGrad'> = ({ emitter, node }) => {
  const [x, y, d] = node.inputs
  const operands = [emitter.nhwcOf(x), emitter.nhwcOf(y), emitter.nhwcOf(d)] as const
  return [{ nhwc: largestOfBack(emitter, slideOf(x, node.attributes), operands) }]
}

const averagePool2d: EmitRule<'averagePool2d'> = ({ emitter, node }) => {
  const [x] = node.inputs
  return [{ nhwc: averagePool(emitter, slideOf(x, node.attributes), emitter.nhwcOf(x)) }]
}

const averagePool2dGrad: EmitRule<'averagePool2dGrad'> = ({ emitter, node }) => {
  const [d] = node.inputs
  const [x] = node.outputs
  const form = { slide: slideOf(x, node.attributes), channels: Number(x.type.shape[1]) }
  return [{ nhwc: averagePoolBack(emitter, form, emitter.nhwcOf(d)) }]
}

const maxPool1d: EmitRule<'maxPool1d'> = ({ emitter, node, inputs: [x] }) => {
  const [steps] = node.inputs
  const made = largestOf(emitter, rowSlide(steps, node.attributes), asRow(emitter, steps, x))
  return [asSteps(emitter, node.outputs[0], made)]
}

const maxPool1dGrad: EmitRule<'maxPool1dGrad'> = ({ emitter, node, inputs: [x, y, d] }) => {
  const [steps, pooled] = node.inputs
  const operands = [asRow(emitter, steps, x), asRow(emitter, pooled, y), asRow(emitter, pooled, d)] as const
  return [asSteps(emitter, steps, largestOfBack(emitter, rowSlide(steps, node.attributes), operands))]
}

const averagePool1d: EmitRule<'averagePool1d'> = ({ emitter, node, inputs: [x] }) => {
  const [steps] = node.inputs
  const made = averagePool(emitter, rowSlide(steps, node.attributes), asRow(emitter, steps, x))
  return [asSteps(emitter, node.outputs[0], made)]
}

const averagePool1dGrad: EmitRule<'averagePool1dGrad'> = ({ emitter, node, inputs: [d] }) => {
  const [made] = node.inputs
  const [steps] = node.outputs
  const form = { slide: rowSlide(steps, node.attributes), channels: Number(steps.type.shape[2]) }
  return [asSteps(emitter, steps, averagePoolBack(emitter, form, asRow(emitter, made, d)))]
}

function slideOf({ type: { shape } }: Value, pool: PicturePool) {
  return poolSlide(pool, [Number(shape[2]), Number(shape[3])])
}

function rowSlide({ type: { shape } }: Value, { size, stride, margin }: StepPool) {
  const pool: PicturePool = { size: [1, size], strides: [1, stride], margins: [[0, 0], margin] }
  return poolSlide(pool, [1, Number(shape[1])])
}

export const poolingEmitters: EmittersOf<PoolingSignatures> = {
  maxPool2d,
  maxPool2dGrad,
  averagePool2d,
  averagePool2dGrad,
  maxPool1d,
  maxPool1dGrad,
  averagePool1d,
  averagePool1dGrad,
  ...upsampleEmitters,
}
