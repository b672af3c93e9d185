/** @file Tensors of the reference interpreter: plain, exact, slow. */
import { sizeOf } from '../graph/tensorType'

/** Row-major values in double precision, so that differences of losses are exact enough for numeric gradients. */
export interface Tensor {
  readonly shape: readonly number[]
  readonly values: Float64Array
}

export function tensor(shape: readonly number[], values: ArrayLike<number>): Tensor {
  return { shape, values: Float64Array.from(values) }
}

export function full(shape: readonly number[], value: number): Tensor {
  return { shape, values: new Float64Array(sizeOf(shape)).fill(value) }
}

export function map(x: Tensor, f: (value: number) => number): Tensor {
  return { shape: x.shape, values: x.values.map(f) }
}

/** Element by element, of tensors of one shape. */
export function zip(
  shape: readonly number[],
  tensors: readonly Tensor[],
  f: (...values: number[]) => number,
): Tensor {
  const values = new Float64Array(sizeOf(shape))
  for (let index = 0; index < values.length; index++) {
    values[index] = f(...tensors.map((item) => item.values[index] ?? Number.NaN))
  }
  return { shape, values }
}

/** @returns where the element `index` of a tensor of shape `from` stands in one of shape `to`, which broadcasts to `from`. */
export function projectIndex(index: number, from: readonly number[], to: readonly number[]): number {
  let rest = index
  let stride = 1
  let result = 0
  for (let axis = 1; axis <= from.length; axis++) {
    const size = from.at(-axis) ?? 1
    const target = axis <= to.length ? (to.at(-axis) ?? 1) : 1
    if (target !== 1) result += (rest % size) * stride
    stride *= target
    rest = Math.floor(rest / size)
  }
  return result
}

/** Stretches a tensor to a shape that it broadcasts to. */
export function stretch(x: Tensor, shape: readonly number[]): Tensor {
  const values = new Float64Array(sizeOf(shape))
  for (let index = 0; index < values.length; index++) {
    values[index] = x.values[projectIndex(index, shape, x.shape)] ?? Number.NaN
  }
  return { shape, values }
}

/** Sums a tensor down to a shape that broadcasts to its own. */
export function sumDown(x: Tensor, shape: readonly number[]): Tensor {
  const values = new Float64Array(sizeOf(shape))
  for (const [index, value] of x.values.entries()) {
    const target = projectIndex(index, x.shape, shape)
    values[target] = (values[target] ?? 0) + value
  }
  return { shape, values }
}

export function transpose(x: Tensor): Tensor {
  const [rows = 1, columns = 1] = x.shape
  const values = x.values.map(
    (_, index) => x.values[(index % rows) * columns + Math.floor(index / rows)] ?? 0,
  )
  return { shape: [columns, rows], values }
}

export function multiplyMatrices(a: Tensor, b: Tensor): Tensor {
  const [rows = 1, inner = 1] = a.shape
  const columns = b.shape[1] ?? 1
  const values = new Float64Array(rows * columns)
  for (let index = 0; index < values.length; index++) {
    const [row, column] = [Math.floor(index / columns), index % columns]
    let sum = 0
    for (let k = 0; k < inner; k++)
      sum += (a.values[row * inner + k] ?? 0) * (b.values[k * columns + column] ?? 0)
    values[index] = sum
  }
  return { shape: [rows, columns], values }
}

/** @returns a tensor of this shape whose element at a place is the one of `x` at `from(place)`, or 0 outside of `x`. */
export function pick(
  x: Tensor,
  shape: readonly number[],
  from: (place: readonly number[]) => readonly number[],
): Tensor {
  const values = new Float64Array(sizeOf(shape)).map((_, index) => at(x, from(placeOf(index, shape))))
  return { shape, values }
}

/** @returns the element at a place, an index an axis; 0 outside. */
export function at(x: Tensor, place: readonly number[]): number {
  let index = 0
  for (const [axis, size] of x.shape.entries()) {
    const here = place[axis] ?? 0
    if (here < 0 || here >= size) return 0
    index = index * size + here
  }
  return x.values[index] ?? Number.NaN
}

/** @returns the index an axis of the element that stands at `index`. */
export function placeOf(index: number, shape: readonly number[]): number[] {
  let rest = index
  return shape
    .toReversed()
    .map((size) => {
      const here = rest % size
      rest = Math.floor(rest / size)
      return here
    })
    .reverse()
}
