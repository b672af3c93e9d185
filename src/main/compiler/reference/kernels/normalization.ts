/** @file Ops that bring numbers to mean 0 and variance 1. */
import type { NormalizationSignatures } from '../../ops/signature/normalization'
import { map, placeOf, tensor, zip, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

/** Elements that share their statistics have the same number. */
type Group = (index: number) => number

export const normalizationKernels: KernelsOf<NormalizationSignatures> = {
  moments: ([x], { axis }) => {
    const group = byChannel(x, axis)
    return [vector(meansOf(x, group)), vector(variancesOf(x, group))]
  },
  normalize: ([x, mean, variance, scale, center], { axis, epsilon }) => {
    const group = byChannel(x, axis)
    const values = x.values.map((value, index) => {
      const [m, v, s, c] = [mean, variance, scale, center].map(({ values }) => values[group(index)] ?? 0)
      return ((s ?? 1) * (value - (m ?? 0))) / Math.sqrt((v ?? 0) + epsilon) + (c ?? 0)
    })
    return [{ ...x, values }]
  },
  batchNorm: ([x, scale, center], { axis, epsilon }) => {
    const group = byChannel(x, axis)
    return [scaled(standard(x, group, epsilon), group, [scale, center])]
  },
  batchNormGrad: ([d, x, scale], { axis, epsilon }) => {
    const group = byChannel(x, axis)
    return scaledGrad([d, x, scale], { group, channel: group, epsilon })
  },
  standardize: ([x], { epsilon }) => [standard(x, byRow(x), epsilon)],
  standardizeGrad: ([d, x], { epsilon }) => [standardGrad(d, x, { group: byRow(x), epsilon })],
  layerNorm: ([x, scale, center], { epsilon }) => [
    scaled(standard(x, byRow(x), epsilon), byChannel(x, x.shape.length - 1), [scale, center]),
  ],
  layerNormGrad: ([d, x, scale], { epsilon }) => {
    const channel = byChannel(x, x.shape.length - 1)
    return scaledGrad([d, x, scale], { group: byRow(x), channel, epsilon })
  },
}

function byChannel(x: Tensor, axis: number): Group {
  return (index) => placeOf(index, x.shape)[axis] ?? 0
}

function byRow({ shape }: Tensor): Group {
  const width = shape.at(-1) ?? 1
  return (index) => Math.floor(index / width)
}

function vector(values: readonly number[]): Tensor {
  return tensor([values.length], values)
}

function sumsOf({ values }: Tensor, group: Group): number[] {
  const sums: number[] = []
  values.forEach((value, index) => (sums[group(index)] = (sums[group(index)] ?? 0) + value))
  return sums
}

function meansOf(x: Tensor, group: Group): number[] {
  const counts = sumsOf(
    map(x, () => 1),
    group,
  )
  return sumsOf(x, group).map((sum, index) => sum / (counts[index] ?? 1))
}

function centered(x: Tensor, group: Group): Tensor {
  const means = meansOf(x, group)
  return { ...x, values: x.values.map((value, index) => value - (means[group(index)] ?? 0)) }
}

function variancesOf(x: Tensor, group: Group): number[] {
  return meansOf(
    map(centered(x, group), (value) => value * value),
    group,
  )
}

function standard(x: Tensor, group: Group, epsilon: number): Tensor {
  const variances = variancesOf(x, group)
  const { values } = centered(x, group)
  return {
    ...x,
    values: values.map((value, index) => value / Math.sqrt((variances[group(index)] ?? 0) + epsilon)),
  }
}

/** (d − mean d − x̂ · mean(d·x̂)) / √(variance + ε) with x̂ the standardized x. */
function standardGrad(d: Tensor, x: Tensor, { group, epsilon }: { group: Group; epsilon: number }): Tensor {
  const variances = variancesOf(x, group)
  const shape = x.shape
  const standardized = standard(x, group, epsilon)
  const product = zip(shape, [d, standardized], (a = 0, b = 0) => a * b)
  const [means, products] = [meansOf(d, group), meansOf(product, group)]
  const values = d.values.map((value, index) => {
    const which = group(index)
    const rest = value - (means[which] ?? 0) - (standardized.values[index] ?? 0) * (products[which] ?? 0)
    return rest / Math.sqrt((variances[which] ?? 0) + epsilon)
  })
  return { shape, values }
}

function scaled(x: Tensor, channel: Group, [scale, center]: readonly [Tensor, Tensor]): Tensor {
  const values = x.values.map(
    (value, index) => value * (scale.values[channel(index)] ?? 1) + (center.values[channel(index)] ?? 0),
  )
  return { ...x, values }
}

interface Scaling {
  /** What shares its statistics. */
  readonly group: Group
  /** What shares scale and center. */
  readonly channel: Group
  readonly epsilon: number
}

function scaledGrad(
  [d, x, scale]: readonly [Tensor, Tensor, Tensor],
  { group, channel, epsilon }: Scaling,
): [Tensor, Tensor, Tensor] {
  const product = zip(x.shape, [d, standard(x, group, epsilon)], (a = 0, b = 0) => a * b)
  const inner = { ...d, values: d.values.map((value, index) => value * (scale.values[channel(index)] ?? 1)) }
  return [
    standardGrad(inner, x, { group, epsilon }),
    vector(sumsOf(product, channel)),
    vector(sumsOf(d, channel)),
  ]
}
