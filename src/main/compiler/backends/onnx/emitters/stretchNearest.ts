/** @file Pictures stretched by repeating, and brought to the size of what was pooled. */
import type { Pair } from '../../../ops/sliding'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { PoolForm } from './poolForm'

export function stretchNearest(emitter: OnnxEmitter, x: string, factors: Pair): string {
  if (factors.every((factor) => factor === 1)) return x
  return emitter.add('Resize', [x, '', emitter.list('float32', [1, 1, ...factors])], {
    mode: attribute.string('nearest'),
    coordinate_transformation_mode: attribute.string('asymmetric'),
    nearest_mode: attribute.string('floor'),
  })
}

/** Windows that tile the picture: each element belongs to one, but for those that the last windows leave over. */
export function isTiling({ pool: { size, strides } }: PoolForm): boolean {
  return size[0] === strides[0] && size[1] === strides[1]
}

/** Every window's value at all of its elements; 0 at those that no window has. */
export function spreadOverWindows(emitter: OnnxEmitter, form: PoolForm, x: string): string {
  const { pool, picture, places } = form
  const stretched = stretchNearest(emitter, x, pool.strides)
  const axes = ([0, 1] as const).map((axis) => {
    const [before] = pool.margins[axis]
    const length = places[axis] * pool.strides[axis]
    return { before, length, missing: Math.max(0, picture[axis] + before - length) }
  })
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const missing = axes.map((axis) => axis.missing)
  const padded = missing.some((count) => count > 0)
    ? emitter.add('Pad', [stretched, list([0, 0, 0, 0, 0, 0, ...missing])])
    : stretched
  const isCut = axes.some(
    ({ before, length, missing: more }, axis) => before + (picture[axis] ?? 0) < length + more || before > 0,
  )
  if (!isCut) return padded
  const starts = axes.map(({ before }) => before)
  const ends = axes.map(({ before }, axis) => before + (picture[axis] ?? 0))
  return emitter.add('Slice', [padded, list(starts), list(ends), list([2, 3])])
}
