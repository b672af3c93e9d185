/** @file Batch normalisation of pictures with their channels first, for which ONNX Runtime has a kernel on the processor. */
import { attribute } from '../proto'
import { inverseRoot, shareOf, totalOf, type Channels } from './channels'

/** The kernel goes through a picture three times, writing once; spelled out it is six times, writing four (measured: 0.4 to 7 ms). */
export function isPicture({ emitter, value, axis }: Channels): boolean {
  return axis === 1 && value.type.shape.length > 2 && emitter.device === 'cpu'
}

interface Scaling {
  readonly scale: string
  readonly center: string
  readonly epsilon: number
}

/** Its statistics are kept for the gradient and the running ones. */
export function normalizePicture(x: Channels, { scale, center, epsilon }: Scaling): string {
  const { emitter, name } = x
  const [places, others] = statisticPlaces(x)
  const [normalized = '', mean = '', variance = ''] = emitter.addMany(
    'BatchNormalization',
    [name, scale, center, places, others],
    {
      attributes: {
        epsilon: attribute.float(epsilon),
        training_mode: attribute.int(1),
        // Of the running statistics nothing is kept: what comes out is those of the batch.
        momentum: attribute.float(0),
      },
      outputs: 3,
    },
  )
  emitter.once(meanKey(x), () => mean)
  emitter.once(varianceKey(x), () => variance)
  return normalized
}

/**
 * The kernel writes the statistics over those that it is given. They are therefore values that nothing else reads, and no
 * constants, which nodes may share; what stands in them does not matter.
 */
function statisticPlaces(x: Channels): readonly [string, string] {
  const { emitter, value, name } = x
  const axes = value.type.shape.map((_, axis) => axis).filter((axis) => axis !== x.axis)
  const [from, to] = [0, 1].map((place) =>
    emitter.list(
      'int64',
      axes.map(() => place),
    ),
  )
  const first = emitter.add('Slice', [name, from ?? '', to ?? '', emitter.list('int64', axes)])
  const vector = emitter.add('Reshape', [first, emitter.list('int64', [-1])])
  return [vector, emitter.add('Abs', [vector])]
}

export function pictureMoments(x: Channels): readonly [mean: string, variance: string] {
  const plain = (): Scaling => ({ scale: constant(x, 1), center: constant(x, 0), epsilon: 1 })
  const statistic = (key: string): string =>
    x.emitter.once(key, () => {
      normalizePicture(x, plain())
      return x.emitter.once(key, () => '')
    })
  return [statistic(meanKey(x)), statistic(varianceKey(x))]
}

/**
 * With i = 1/√(variance + ε), a = scale · i and N numbers a channel: s = i·(Σ d·x − mean · Σd) by scale, Σd by center, and
 * a·d + b·x + c with b = −a·i·s/N, c = −a·Σd/N − b·mean by x.
 */
export function pictureGradients(
  x: Channels,
  { d, scale, epsilon }: { readonly d: string; readonly scale: string; readonly epsilon: number },
): readonly string[] {
  const { emitter, name } = x
  const multiply = (a: string, b: string): string => emitter.add('Mul', [a, b])
  const [mean, variance] = pictureMoments(x)
  const inverse = inverseRoot(emitter, variance, epsilon)
  const total = totalOf(x, d)
  const spread = emitter.add('Sub', [totalOf(x, multiply(d, name)), multiply(mean, total)])
  const covered = multiply(inverse, spread)
  const factor = multiply(scale, inverse)
  const share = multiply(factor, emitter.add('Neg', [shareOf(x)]))
  const slope = multiply(share, multiply(inverse, covered))
  const summand = emitter.add('Sub', [multiply(share, total), multiply(slope, mean)])
  const parts = [scaleChannels(x, [d, factor, summand]), scaleChannels(x, [name, slope, constant(x, 0)])]
  return [emitter.add('Add', parts), covered, total]
}

/** slope · picture + summand in one go, quicker than a product that broadcasts. */
function scaleChannels(x: Channels, [picture, slope, summand]: readonly [string, string, string]): string {
  const inputs = [picture, slope, summand, constant(x, 0), constant(x, 1)]
  return x.emitter.add('BatchNormalization', inputs, { epsilon: attribute.float(0) })
}

function constant({ emitter, value, axis }: Channels, number: number): string {
  return emitter.number(number, [Number(value.type.shape[axis])])
}

function meanKey({ name }: Channels): string {
  return `picture mean ${name}`
}

function varianceKey({ name }: Channels): string {
  return `picture variance ${name}`
}
