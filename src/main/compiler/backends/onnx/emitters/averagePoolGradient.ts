/** @file The gradient of the mean of every window, in ONNX. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import { poolAttributes, type PoolForm } from './poolForm'
import { isTiling, spreadOverWindows } from './stretchNearest'

/** @param d [b, c, ...places] */
export function averagePoolGradient(emitter: OnnxEmitter, form: PoolForm, d: string): string {
  const each = emitter.add('Mul', [d, reciprocalCounts(emitter, form)])
  return isTiling(form) ? spreadOverWindows(emitter, form, each) : addOverWindows(emitter, form, each)
}

/** 1 / elements of the picture in each window: a number where all are full, else [1, 1, ...places]. */
function reciprocalCounts(emitter: OnnxEmitter, { pool, picture, places }: PoolForm): string {
  const [down, right] = ([0, 1] as const).map((axis) =>
    Array.from({ length: places[axis] }, (_, place) => {
      const first = place * pool.strides[axis] - pool.margins[axis][0]
      return Math.min(first + pool.size[axis], picture[axis]) - Math.max(first, 0)
    }),
  )
  const full = pool.size[0] * pool.size[1]
  const shares = (down ?? []).flatMap((height) => (right ?? []).map((width) => 1 / (height * width)))
  return shares.every((share) => share === 1 / full)
    ? emitter.number(1 / full)
    : emitter.tensor(shares, [1, 1, ...places])
}

/** Windows overlap: the transpose of a convolution with ones, a channel a picture. */
function addOverWindows(
  emitter: OnnxEmitter,
  { pool, channels, picture, places }: PoolForm,
  each: string,
): string {
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const pictures = emitter.add('Reshape', [each, list([-1, 1, ...places])])
  const missing = ([0, 1] as const).map((axis) => {
    const [before, after] = pool.margins[axis]
    return picture[axis] - ((places[axis] - 1) * pool.strides[axis] + pool.size[axis] - before - after)
  })
  const sums = emitter.add('ConvTranspose', [pictures, emitter.number(1, [1, 1, ...pool.size])], {
    ...poolAttributes(pool),
    output_padding: attribute.ints(missing),
  })
  return emitter.add('Reshape', [sums, list([-1, channels, ...picture])])
}
