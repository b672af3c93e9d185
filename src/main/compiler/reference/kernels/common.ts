/** @file Pieces that several kernels are made of. */
import { map, stretch, sumDown, tensor, zip, type Tensor } from '../tensor'

export function rowsOf(x: Tensor): number {
  return x.shape[0] ?? 1
}

export function mean(x: Tensor, count: number): Tensor {
  return map(sumDown(x, []), (sum) => sum / count)
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

export function softmax(x: Tensor): Tensor {
  const peaks = rowPeaks(x)
  const rowShape = peaks.shape
  const powers = zip(x.shape, [x, stretch(peaks, x.shape)], (value = 0, peak = 0) => Math.exp(value - peak))
  return zip(
    x.shape,
    [powers, stretch(sumDown(powers, rowShape), x.shape)],
    (power = 0, sum = 1) => power / sum,
  )
}

/** Also where a share is too small for its logarithm. */
export function logSoftmax(x: Tensor): Tensor {
  const peaks = rowPeaks(x)
  const less = zip(x.shape, [x, stretch(peaks, x.shape)], (value = 0, peak = 0) => value - peak)
  const sums = sumDown(map(less, Math.exp), peaks.shape)
  return zip(x.shape, [less, stretch(sums, x.shape)], (value = 0, sum = 1) => value - Math.log(sum))
}

export function rowPeaks(x: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 1
  const peaks = Array.from({ length: x.values.length / width }, (_, row) =>
    Math.max(...x.values.slice(row * width, (row + 1) * width)),
  )
  return tensor([...x.shape.slice(0, -1), 1], peaks)
}

export function oneHot(classes: Tensor, logits: Tensor): Tensor {
  const width = logits.shape[1] ?? 1
  const hits = logits.values.map((_, index) =>
    classes.values[Math.floor(index / width)] === index % width ? 1 : 0,
  )
  return { shape: logits.shape, values: hits }
}
