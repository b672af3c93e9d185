/** @file Ops that shrink or stretch pictures and steps in ONNX. */
import { stretchMatrix } from '../../../ops/interpolation'
import type { PoolingSignatures } from '../../../ops/signature/pooling'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { averagePoolGradient } from './averagePoolGradient'
import type { EmitRule, EmittersOf } from './emit'
import { maxPoolGradient } from './maxPoolGradient'
import { asPicture, asSteps, namedPoolAttributes, pictureForm, poolAttributes, stepForm } from './poolForm'
import { stretchNearest } from './stretchNearest'

const maxPool2d: EmitRule<'maxPool2d'> = ({ emitter, node, inputs: [x] }) => {
  const form = pictureForm(node.attributes, node.inputs[0].type, node.outputs[0].type)
  return [emitter.add('MaxPool', [x], namedPoolAttributes(form))]
}

const maxPool2dGrad: EmitRule<'maxPool2dGrad'> = ({ emitter, node, inputs }) => [
  maxPoolGradient(emitter, pictureForm(node.attributes, node.inputs[0].type, node.inputs[1].type), inputs),
]

const averagePool2d: EmitRule<'averagePool2d'> = ({ emitter, node, inputs: [x] }) => {
  const form = pictureForm(node.attributes, node.inputs[0].type, node.outputs[0].type)
  return [emitter.add('AveragePool', [x], namedPoolAttributes(form))]
}

const averagePool2dGrad: EmitRule<'averagePool2dGrad'> = ({ emitter, node, inputs: [d] }) => [
  averagePoolGradient(emitter, pictureForm(node.attributes, node.outputs[0].type, node.inputs[0].type), d),
]

const maxPool1d: EmitRule<'maxPool1d'> = ({ emitter, node, inputs: [x] }) => {
  const form = stepForm(node.attributes, node.inputs[0].type, node.outputs[0].type)
  const pooled = emitter.add('MaxPool', [asPicture(emitter, form.picture, x)], poolAttributes(form.pool))
  return [asSteps(emitter, form.places, pooled)]
}

const maxPool1dGrad: EmitRule<'maxPool1dGrad'> = ({ emitter, node, inputs: [x, y, d] }) => {
  const form = stepForm(node.attributes, node.inputs[0].type, node.inputs[1].type)
  const gradient = maxPoolGradient(emitter, form, [
    asPicture(emitter, form.picture, x),
    asPicture(emitter, form.places, y),
    asPicture(emitter, form.places, d),
  ])
  return [asSteps(emitter, form.picture, gradient)]
}

const averagePool1d: EmitRule<'averagePool1d'> = ({ emitter, node, inputs: [x] }) => {
  const form = stepForm(node.attributes, node.inputs[0].type, node.outputs[0].type)
  const pooled = emitter.add('AveragePool', [asPicture(emitter, form.picture, x)], poolAttributes(form.pool))
  return [asSteps(emitter, form.places, pooled)]
}

const averagePool1dGrad: EmitRule<'averagePool1dGrad'> = ({ emitter, node, inputs: [d] }) => {
  const form = stepForm(node.attributes, node.outputs[0].type, node.inputs[0].type)
  const gradient = averagePoolGradient(emitter, form, asPicture(emitter, form.places, d))
  return [asSteps(emitter, form.picture, gradient)]
}

const upsample2d: EmitRule<'upsample2d'> = ({ emitter, node: { attributes }, inputs: [x] }) => {
  const { factors, interpolation } = attributes
  if (interpolation === 'nearest') return [stretchNearest(emitter, x, factors)]
  return [
    emitter.add('Resize', [x, '', emitter.list('float32', [1, 1, ...factors])], {
      mode: attribute.string('linear'),
      coordinate_transformation_mode: attribute.string('half_pixel'),
    }),
  ]
}

/** Nearest: sums of windows. Bilinear: Aᵀ · d · B with the matrices that stretch the height and the width. */
const upsample2dGrad: EmitRule<'upsample2dGrad'> = ({ emitter, node, inputs: [d] }) => {
  const { factors, interpolation } = node.attributes
  if (interpolation === 'nearest') {
    const pool = { size: factors, strides: factors, margins: [NONE, NONE] } as const
    const form = pictureForm(pool, node.inputs[0].type, node.outputs[0].type)
    const means = emitter.add('AveragePool', [d], namedPoolAttributes(form))
    return [emitter.add('Mul', [means, emitter.number(factors[0] * factors[1])])]
  }
  const [, , height, width] = node.outputs[0].type.shape.map(Number)
  const right = matrix(emitter, stretchMatrix(width ?? 1, factors[1], 'bilinear'), width ?? 1)
  const down = matrix(emitter, stretchMatrix(height ?? 1, factors[0], 'bilinear'), height ?? 1)
  const left = emitter.add('Transpose', [down], { perm: attribute.ints([1, 0]) })
  return [emitter.add('MatMul', [left, emitter.add('MatMul', [d, right])])]
}

const NONE = [0, 0] as const

function matrix(emitter: OnnxEmitter, values: readonly number[], columns: number): string {
  return emitter.tensor(values, [values.length / columns, columns])
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
  upsample2d,
  upsample2dGrad,
}
