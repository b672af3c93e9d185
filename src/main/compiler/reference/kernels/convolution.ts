/** @file Convolutions of pictures [batch, channels, height, width], and of steps [batch, steps, channels]. */
import type { ConvolutionSignatures } from '../../ops/signature/convolution'
import { full, stretch, zip, type Tensor } from '../tensor'
import { placesOnPicture, placesOnSteps, visitPicture, visitSteps } from './correlation'
import type { KernelsOf } from './kernel'

export const convolutionKernels: KernelsOf<ConvolutionSignatures> = {
  conv2d: ([x, kernel], window) => [correlatePicture(x, kernel, window)],
  conv2dBias: ([x, kernel, bias], window) => {
    const y = correlatePicture(x, kernel, window)
    return [plus(y, { shape: [...bias.shape, 1, 1], values: bias.values })]
  },
  conv2dInputGrad: ([d, kernel], { size, ...window }) => {
    const x = full([d.shape[0] ?? 1, (kernel.shape[1] ?? 1) * window.groups, ...size], 0)
    visitPicture({ x, kernel, y: d }, window, (to, k, from) => accumulate(x, to, of(kernel, k) * of(d, from)))
    return [x]
  },
  conv2dFilterGrad: ([x, d], { size, ...window }) => {
    const kernel = full([d.shape[1] ?? 1, (x.shape[1] ?? 1) / window.groups, ...size], 0)
    visitPicture({ x, kernel, y: d }, window, (at, to, from) =>
      accumulate(kernel, to, of(x, at) * of(d, from)),
    )
    return [kernel]
  },
  conv1d: ([x, kernel], window) => [correlateSteps(x, kernel, window)],
  conv1dBias: ([x, kernel, bias], window) => [plus(correlateSteps(x, kernel, window), bias)],
  conv1dInputGrad: ([d, kernel], { size, ...window }) => {
    const x = full([d.shape[0] ?? 1, size, kernel.shape[1] ?? 1], 0)
    visitSteps({ x, kernel, y: d }, window, (to, k, from) => accumulate(x, to, of(kernel, k) * of(d, from)))
    return [x]
  },
  conv1dFilterGrad: ([x, d], { size, ...window }) => {
    const kernel = full([size, x.shape[2] ?? 1, d.shape[2] ?? 1], 0)
    visitSteps({ x, kernel, y: d }, window, (at, to, from) => accumulate(kernel, to, of(x, at) * of(d, from)))
    return [kernel]
  },
}

function correlatePicture(x: Tensor, kernel: Tensor, window: Parameters<typeof visitPicture>[1]): Tensor {
  const y = full([x.shape[0] ?? 1, kernel.shape[0] ?? 1, ...placesOnPicture(x, kernel, window)], 0)
  visitPicture({ x, kernel, y }, window, (at, k, to) => accumulate(y, to, of(x, at) * of(kernel, k)))
  return y
}

function correlateSteps(x: Tensor, kernel: Tensor, window: Parameters<typeof visitSteps>[1]): Tensor {
  const y = full([x.shape[0] ?? 1, placesOnSteps(x, kernel, window), kernel.shape[2] ?? 1], 0)
  visitSteps({ x, kernel, y }, window, (at, k, to) => accumulate(y, to, of(x, at) * of(kernel, k)))
  return y
}

function plus(y: Tensor, bias: Tensor): Tensor {
  return zip(y.shape, [y, stretch(bias, y.shape)], (value = 0, more = 0) => value + more)
}

function of({ values }: Tensor, index: number): number {
  return values[index] ?? Number.NaN
}

function accumulate({ values }: Tensor, index: number, value: number): void {
  values[index] = (values[index] ?? Number.NaN) + value
}
