/** @file Convolutions of pictures in ONNX. */
import type { PictureWindow } from '../../../ops/signature/convolution'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute, type OnnxAttribute } from '../proto'
import type { EmitArguments } from './emit'

/** With a bias or without: ONNX takes it along. */
export function convolve({
  emitter,
  node,
  inputs: [x, ...weights],
}: EmitArguments<'conv2d'> | EmitArguments<'conv2dBias'>): readonly string[] {
  const seen = withoutUnseen(emitter, node, x)
  return [emitter.add('Conv', [seen, ...weights], windowAttributes(node.attributes))]
}

/** A margin below zero is not looked at: ONNX knows only margins that add something. */
function withoutUnseen(
  emitter: OnnxEmitter,
  { inputs, attributes: { margins } }: EmitArguments<'conv2d'>['node'] | EmitArguments<'conv2dBias'>['node'],
  x: string,
): string {
  if (margins.every(([, after]) => after >= 0)) return x
  const [, , ...lengths] = inputs[0].type.shape.map(Number)
  const ends = margins.map(([, after], axis) => (lengths[axis] ?? 1) + Math.min(after, 0))
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  return emitter.add('Slice', [x, list([0, 0]), list(ends), list([2, 3])])
}

export function windowAttributes({
  strides,
  dilations,
  margins,
  groups,
}: PictureWindow): Record<string, OnnxAttribute> {
  const [height, width] = margins.map((margin) => margin.map((size) => Math.max(size, 0)))
  return {
    strides: attribute.ints(strides),
    dilations: attribute.ints(dilations),
    pads: attribute.ints([height?.[0] ?? 0, width?.[0] ?? 0, height?.[1] ?? 0, width?.[1] ?? 0]),
    group: attribute.int(groups),
  }
}
