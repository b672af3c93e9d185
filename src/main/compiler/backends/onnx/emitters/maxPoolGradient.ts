/** @file The gradient of the largest of every window, in ONNX. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { maxPoolByTaps } from './maxPoolByTaps'
import { poolAttributes, type PoolForm } from './poolForm'
import { isTiling, spreadOverWindows } from './stretchNearest'

const FLOAT = attribute.int(1)

/** @param inputs x [b, c, h, w], y its pooled values, and d of them */
export function maxPoolGradient(
  emitter: OnnxEmitter,
  form: PoolForm,
  inputs: readonly [x: string, y: string, d: string],
): string {
  if (isTiling(form) && isAcrossRows(form)) return byRows(emitter, form, inputs)
  if (isTiling(form)) return byEquality(emitter, form, inputs)
  return emitter.device === 'cpu' ? byPlace(emitter, form, inputs) : maxPoolByTaps(emitter, form, inputs)
}

/**
 * Where windows tile the picture: an element that equals the value of its window gets that window's share. Equal ones, as
 * in the blank parts of pictures, divide it among them, lest the gradient grow with their number.
 */
function byEquality(
  emitter: OnnxEmitter,
  form: PoolForm,
  [x, y, d]: readonly [string, string, string],
): string {
  const isLargest = emitter.add('Cast', [emitter.add('Equal', [x, spreadOverWindows(emitter, form, y)])], {
    to: FLOAT,
  })
  const shareOfLargest = emitter.add('AveragePool', [isLargest], {
    ...poolAttributes(form.pool),
    count_include_pad: attribute.int(1),
  })
  const [height, width] = form.pool.size
  const each = emitter.add('Div', [
    emitter.add('Mul', [d, emitter.number(1 / (height * width))]),
    shareOfLargest,
  ])
  return emitter.add('Mul', [isLargest, spreadOverWindows(emitter, form, each)])
}

/** Windows one element wide that cover the picture: a window is a few whole rows, one behind the other. */
function isAcrossRows({ pool: { size, margins }, picture, places }: PoolForm): boolean {
  return size[1] === 1 && size[0] * places[0] === picture[0] && margins.flat().every((margin) => margin === 0)
}

/** The same with the rows of a window side by side, so that nothing has to be repeated. */
function byRows(
  emitter: OnnxEmitter,
  { pool, channels, picture }: PoolForm,
  [x, y, d]: readonly [string, string, string],
): string {
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const rows = (name: string, count: number): string =>
    emitter.add('Reshape', [name, list([-1, count, picture[1]])])
  const [height] = pool.size
  const isLargest = emitter.add('Cast', [emitter.add('Equal', [rows(x, height), rows(y, 1)])], { to: FLOAT })
  const pictures = emitter.add('Reshape', [isLargest, list([-1, channels, ...picture])])
  const shareOfLargest = rows(emitter.add('AveragePool', [pictures], poolAttributes(pool)), 1)
  const each = emitter.add('Div', [
    emitter.add('Mul', [rows(d, 1), emitter.number(1 / height)]),
    shareOfLargest,
  ])
  const gradient = emitter.add('Mul', [isLargest, each])
  return emitter.add('Reshape', [gradient, list([-1, channels, ...picture])])
}

/** Where windows overlap: d is added at the place of the first of the largest, which only pooling itself can tell. */
function byPlace(
  emitter: OnnxEmitter,
  { pool }: PoolForm,
  [x, , d]: readonly [string, string, string],
): string {
  const [, places = ''] = emitter.addMany('MaxPool', [x], { attributes: poolAttributes(pool), outputs: 2 })
  const flat = (name: string): string => emitter.add('Reshape', [name, emitter.list('int64', [-1])])
  const zeros = emitter.add('Mul', [x, emitter.number(0)])
  const gradient = emitter.add('ScatterElements', [flat(zeros), flat(places), flat(d)], {
    reduction: attribute.string('add'),
  })
  const like = emitter.add('Shape', [x])
  return emitter.add('Reshape', [gradient, like])
}
