/** @file Convolutions of pictures [batch, channels, height, width], and of steps [batch, steps, channels]. */
import { floats, type Dimension, type Shape, type TensorType } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { ConvolutionSignatures, PictureWindow, StepWindow } from './signature/convolution'
import type { OpKind } from './signatures'
import { placesOf, type Pair } from './sliding'

const conv2d: Op<'conv2d'> = {
  kind: 'conv2d',
  inferTypes: ([x, kernel], window) => [pictureType('conv2d', { x, kernel, window })],
  gradient: ({ emit, inputs: [x, kernel], attributes, gradients: [d] }) => [
    emit.op('conv2dInputGrad', [d, kernel], { ...attributes, size: lastTwo(x.type.shape) }),
    emit.op('conv2dFilterGrad', [x, d], { ...attributes, size: lastTwo(kernel.type.shape) }),
  ],
}

const conv2dBias: Op<'conv2dBias'> = {
  kind: 'conv2dBias',
  inferTypes: ([x, kernel, bias], window) => {
    requireTypes(bias.shape.length === 1 && bias.shape[0] === kernel.shape[0], 'conv2dBias', [kernel, bias])
    return [pictureType('conv2dBias', { x, kernel, window })]
  },
  gradient: 'forbidden',
}

const conv2dInputGrad: Op<'conv2dInputGrad'> = {
  kind: 'conv2dInputGrad',
  inferTypes: ([d, kernel], { size, ...window }) => {
    const channels = Number(kernel.shape[1]) * window.groups
    const x = floats(d.shape[0] ?? 1, channels, ...size)
    const made = pictureType('conv2dInputGrad', { x, kernel, window })
    requireTypes(String(made.shape) === String(d.shape), 'conv2dInputGrad', [d, kernel])
    return [x]
  },
  gradient: ({ emit, inputs: [d, kernel], attributes: { size: _size, ...window }, gradients: [g] }) => [
    emit.op('conv2d', [g, kernel], window),
    emit.op('conv2dFilterGrad', [g, d], { ...window, size: lastTwo(kernel.type.shape) }),
  ],
}

const conv2dFilterGrad: Op<'conv2dFilterGrad'> = {
  kind: 'conv2dFilterGrad',
  inferTypes: ([x, d], { size, ...window }) => {
    const kernel = floats(d.shape[1] ?? 1, Number(x.shape[1]) / window.groups, ...size)
    const made = pictureType('conv2dFilterGrad', { x, kernel, window })
    requireTypes(String(made.shape) === String(d.shape), 'conv2dFilterGrad', [x, d])
    return [kernel]
  },
  gradient: ({ emit, inputs: [x, d], attributes: { size: _size, ...window }, gradients: [g] }) => [
    emit.op('conv2dInputGrad', [d, g], { ...window, size: lastTwo(x.type.shape) }),
    emit.op('conv2d', [x, g], window),
  ],
}

const conv1d: Op<'conv1d'> = {
  kind: 'conv1d',
  inferTypes: ([x, kernel], window) => [stepsType('conv1d', { x, kernel, window })],
  gradient: ({ emit, inputs: [x, kernel], attributes, gradients: [d] }) => [
    emit.op('conv1dInputGrad', [d, kernel], { ...attributes, size: Number(x.type.shape[1]) }),
    emit.op('conv1dFilterGrad', [x, d], { ...attributes, size: Number(kernel.type.shape[0]) }),
  ],
}

const conv1dBias: Op<'conv1dBias'> = {
  kind: 'conv1dBias',
  inferTypes: ([x, kernel, bias], window) => {
    requireTypes(bias.shape.length === 1 && bias.shape[0] === kernel.shape[2], 'conv1dBias', [kernel, bias])
    return [stepsType('conv1dBias', { x, kernel, window })]
  },
  gradient: 'forbidden',
}

const conv1dInputGrad: Op<'conv1dInputGrad'> = {
  kind: 'conv1dInputGrad',
  inferTypes: ([d, kernel], { size, ...window }) => {
    const x = floats(d.shape[0] ?? 1, size, kernel.shape[1] ?? 1)
    const made = stepsType('conv1dInputGrad', { x, kernel, window })
    requireTypes(String(made.shape) === String(d.shape), 'conv1dInputGrad', [d, kernel])
    return [x]
  },
  gradient: ({ emit, inputs: [d, kernel], attributes: { size: _size, ...window }, gradients: [g] }) => [
    emit.op('conv1d', [g, kernel], window),
    emit.op('conv1dFilterGrad', [g, d], { ...window, size: Number(kernel.type.shape[0]) }),
  ],
}

const conv1dFilterGrad: Op<'conv1dFilterGrad'> = {
  kind: 'conv1dFilterGrad',
  inferTypes: ([x, d], { size, ...window }) => {
    const kernel = floats(size, x.shape[2] ?? 1, d.shape[2] ?? 1)
    const made = stepsType('conv1dFilterGrad', { x, kernel, window })
    requireTypes(String(made.shape) === String(d.shape), 'conv1dFilterGrad', [x, d])
    return [kernel]
  },
  gradient: ({ emit, inputs: [x, d], attributes: { size: _size, ...window }, gradients: [g] }) => [
    emit.op('conv1dInputGrad', [d, g], { ...window, size: Number(x.type.shape[1]) }),
    emit.op('conv1d', [x, g], window),
  ],
}

interface Applied<Window> {
  readonly x: TensorType
  readonly kernel: TensorType
  readonly window: Window
}

/** @returns the type of what a kernel makes of a picture. */
function pictureType(kind: OpKind, { x, kernel, window }: Applied<PictureWindow>): TensorType {
  const { strides, dilations, margins, groups } = window
  const [batch = 1, channels] = x.shape
  const [filters = 1, seen, ...sizes] = kernel.shape
  const fits = x.shape.length === 4 && kernel.shape.length === 4
  const isDivided = Number(filters) % groups === 0 && Number(seen) * groups === channels
  const places = ([0, 1] as const).map((axis) =>
    placesOf(Number(x.shape[axis + 2]), {
      size: Number(sizes[axis]),
      stride: strides[axis],
      dilation: dilations[axis],
      margin: margins[axis],
    }),
  )
  requireTypes(fits && isDivided && places.every((count) => count > 0), kind, [x, kernel])
  return floats(batch, filters, ...places)
}

/** @returns the type of what a kernel makes of steps. */
function stepsType(kind: OpKind, { x, kernel, window }: Applied<StepWindow>): TensorType {
  const [batch = 1, steps, channels] = x.shape
  const [size, seen, filters = 1] = kernel.shape
  const places = placesOf(Number(steps), { ...window, size: Number(size) })
  const fits = x.shape.length === 3 && kernel.shape.length === 3 && seen === channels
  requireTypes(fits && places > 0, kind, [x, kernel])
  return floats(batch, places, filters)
}

function lastTwo(shape: Shape): Pair {
  const size = (axis: Dimension | undefined): number => Number(axis ?? 1)
  return [size(shape.at(-2)), size(shape.at(-1))]
}

export const convolutionOps: OpsOf<ConvolutionSignatures> = {
  conv2d,
  conv2dBias,
  conv2dInputGrad,
  conv2dFilterGrad,
  conv1d,
  conv1dBias,
  conv1dInputGrad,
  conv1dFilterGrad,
}
