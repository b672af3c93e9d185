/** @file Ops that shrink or stretch pictures [batch, channels, height, width] and steps [batch, steps, channels]. */
import { stretchMatrix } from '../../ops/interpolation'
import type { PicturePool, PoolingSignatures, StepPool, Stretch } from '../../ops/signature/pooling'
import { placesOf, type Pair } from '../../ops/sliding'
import { full, multiplyMatrices, placeOf, tensor, transpose, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const poolingKernels: KernelsOf<PoolingSignatures> = {
  maxPool2d: ([x], pool) => [maxPool(x, pool)],
  maxPool2dGrad: ([x, y, d], pool) => [maxPoolGrad(x, [y, d], pool)],
  averagePool2d: ([x], pool) => [averagePool(x, pool)],
  averagePool2dGrad: ([d], { picture, ...pool }) => [averagePoolGrad(d, picture, pool)],
  maxPool1d: ([x], pool) => [maxPoolSteps(x, pool)],
  maxPool1dGrad: ([x, y, d], pool) => [
    asSteps(maxPoolGrad(asPicture(x), [asPicture(y), asPicture(d)], alongHeight(pool))),
  ],
  averagePool1d: ([x], pool) => [asSteps(averagePool(asPicture(x), alongHeight(pool)))],
  averagePool1dGrad: ([d], { steps, ...pool }) => [
    asSteps(averagePoolGrad(asPicture(d), [steps, d.shape[2] ?? 1], alongHeight(pool))),
  ],
  upsample2d: ([x], stretch) => [resize(x, stretch, 'larger')],
  upsample2dGrad: ([d], stretch) => [resize(d, stretch, 'smaller')],
}

/** Steps as a picture of one channel, as high as there are steps and as wide as they have channels. */
function asPicture({ shape: [batch = 1, steps = 1, channels = 1], values }: Tensor): Tensor {
  return { shape: [batch, 1, steps, channels], values }
}

function asSteps({ shape: [batch = 1, , steps = 1, channels = 1], values }: Tensor): Tensor {
  return { shape: [batch, steps, channels], values }
}

function alongHeight({ size, stride, margin }: StepPool): PicturePool {
  return { size: [size, 1], strides: [stride, 1], margins: [margin, [0, 0]] }
}

export function maxPoolSteps(x: Tensor, pool: StepPool): Tensor {
  return asSteps(maxPool(asPicture(x), alongHeight(pool)))
}

export function maxPool(x: Tensor, pool: PicturePool): Tensor {
  const y = pooled(x, pool)
  visitWindows(x, pool, (elements, to) => {
    y.values[to] = Math.max(...elements.map((from) => x.values[from] ?? Number.NaN))
  })
  return y
}

/** Equal ones share. */
function maxPoolGrad(x: Tensor, [y, d]: readonly [y: Tensor, d: Tensor], pool: PicturePool): Tensor {
  const gradient = full(x.shape, 0)
  visitWindows(x, pool, (elements, from) => {
    const largest = elements.filter((index) => x.values[index] === y.values[from])
    for (const to of largest) {
      gradient.values[to] = (gradient.values[to] ?? 0) + (d.values[from] ?? Number.NaN) / largest.length
    }
  })
  return gradient
}

function averagePool(x: Tensor, pool: PicturePool): Tensor {
  const y = pooled(x, pool)
  visitWindows(x, pool, (elements, to) => {
    const sum = elements.reduce((total, from) => total + (x.values[from] ?? Number.NaN), 0)
    y.values[to] = sum / elements.length
  })
  return y
}

function averagePoolGrad(d: Tensor, picture: Pair, pool: PicturePool): Tensor {
  const gradient = full([...d.shape.slice(0, 2), ...picture], 0)
  visitWindows(gradient, pool, (elements, from) => {
    for (const to of elements) {
      gradient.values[to] = (gradient.values[to] ?? 0) + (d.values[from] ?? Number.NaN) / elements.length
    }
  })
  return gradient
}

function pooled(x: Tensor, { size, strides, margins }: PicturePool): Tensor {
  const places = ([0, 1] as const).map((axis) =>
    placesOf(x.shape[axis + 2] ?? 1, {
      size: size[axis],
      stride: strides[axis],
      dilation: 1,
      margin: margins[axis],
    }),
  )
  return full([...x.shape.slice(0, 2), ...places], 0)
}

/** @param visit is given the indices of what lies in a window, and that of the window. */
function visitWindows(
  x: Tensor,
  pool: PicturePool,
  visit: (elements: readonly number[], window: number) => void,
): void {
  const { shape, values } = pooled(x, pool)
  const [, channels = 1, height = 1, width = 1] = x.shape
  values.forEach((_, window) => {
    const [row = 0, channel = 0, down = 0, right = 0] = placeOf(window, shape)
    const lines = elementsOf(down, height, { pool, axis: 0 })
    const columns = elementsOf(right, width, { pool, axis: 1 })
    const first = (row * channels + channel) * height
    visit(
      lines.flatMap((line) => columns.map((column) => (first + line) * width + column)),
      window,
    )
  })
}

function elementsOf(
  place: number,
  length: number,
  { pool: { size, strides, margins }, axis }: { pool: PicturePool; axis: 0 | 1 },
): number[] {
  const first = place * strides[axis] - margins[axis][0]
  const all = Array.from({ length: size[axis] }, (_, index) => first + index)
  return all.filter((index) => index >= 0 && index < length)
}

/** A stretched picture is A · x · Bᵀ a channel; its transpose is Aᵀ · d · B. */
function resize(from: Tensor, { factors, interpolation }: Stretch, direction: 'larger' | 'smaller'): Tensor {
  const lengths = from.shape.slice(2)
  const [down, right] = ([0, 1] as const).map((axis) => {
    const length = lengths[axis] ?? 1
    const short = direction === 'larger' ? length : length / factors[axis]
    const values = stretchMatrix(short, factors[axis], interpolation)
    const matrix = tensor([short * factors[axis], short], values)
    return direction === 'larger' ? matrix : transpose(matrix)
  })
  return down && right ? alongHeightAndWidth(from, down, right) : from
}

/** Every picture [h, w] → down [h', h] · picture · rightᵀ [w, w']. */
function alongHeightAndWidth(x: Tensor, down: Tensor, right: Tensor): Tensor {
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape
  const size = height * width
  const pictures = Array.from({ length: batch * channels }, (_, index) => {
    const picture = tensor([height, width], x.values.slice(index * size, (index + 1) * size))
    return multiplyMatrices(multiplyMatrices(down, picture), transpose(right))
  })
  const shape = [batch, channels, down.shape[0] ?? 1, right.shape[0] ?? 1]
  return tensor(
    shape,
    pictures.flatMap(({ values }) => [...values]),
  )
}
