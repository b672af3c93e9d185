/** @file The gradient of the largest of every window where windows overlap and a device cannot tell its place. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { poolAttributes, type PoolForm } from './poolForm'

const FLOAT = attribute.int(1)
/** Less than anything that was trained. */
const LOWEST = -3e38

/**
 * Tap after tap of the window, row by row, looks whether it has the value of the window and none before it had: it gets d.
 * What all taps got is laid back by the transpose of a convolution that would pick them apart.
 * @param inputs x [b, c, h, w], y its pooled values, and d of them
 */
export function maxPoolByTaps(
  emitter: OnnxEmitter,
  form: PoolForm,
  [x, y, d]: readonly [x: string, y: string, d: string],
): string {
  const { pool, channels, picture, places } = form
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  let free = emitter.number(1)
  const shares = tapWindows(emitter, form, x).map((window) => {
    const isLargest = emitter.add('Cast', [emitter.add('Equal', [window, y])], { to: FLOAT })
    const isFirst = emitter.add('Mul', [isLargest, free])
    free = emitter.add('Sub', [free, isFirst])
    return emitter.add('Reshape', [emitter.add('Mul', [isFirst, d]), list([-1, 1, ...places])])
  })
  const taps = emitter.add('Concat', shares, { axis: attribute.int(1) })
  const missing = ([0, 1] as const).map((axis) => {
    const [before, after] = pool.margins[axis]
    return picture[axis] - ((places[axis] - 1) * pool.strides[axis] + pool.size[axis] - before - after)
  })
  const laid = emitter.add('ConvTranspose', [taps, pickingKernel(emitter, pool.size)], {
    ...poolAttributes(pool),
    output_padding: attribute.ints(missing),
  })
  return emitter.add('Reshape', [laid, list([-1, channels, ...picture])])
}

/** What each tap of the window sees of x. */
function tapWindows(emitter: OnnxEmitter, { pool, places }: PoolForm, x: string): string[] {
  const { size, strides, margins } = pool
  const [[top, bottom], [left, right]] = margins
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const ends = [0, 0, top, left, 0, 0, bottom, right]
  const padded = ends.some((end) => end > 0) ? emitter.add('Pad', [x, list(ends), emitter.number(LOWEST)]) : x
  return Array.from({ length: size[0] * size[1] }, (_, tap) => {
    const from = [Math.floor(tap / size[1]), tap % size[1]]
    const to = from.map((start, axis) => start + ((places[axis] ?? 1) - 1) * (strides[axis] ?? 1) + 1)
    return emitter.add('Slice', [padded, list(from), list(to), list([2, 3]), list(strides)])
  })
}

/** [taps, 1, height, width]: 1 at the place of the tap. */
function pickingKernel(emitter: OnnxEmitter, [height, width]: PoolForm['pool']['size']): string {
  const taps = height * width
  const ones = Array.from({ length: taps * taps }, (_, index) =>
    Number(Math.floor(index / taps) === index % taps),
  )
  return emitter.tensor(ones, [taps, 1, height, width])
}
