/** @file Optimizer steps element by element; the formulas and their sources stand in optimizers/. */
import { zip, type Tensor } from './tensor'

interface AdamAttributes {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}

type Tensors<N extends readonly unknown[]> = { readonly [K in keyof N]: Tensor }
type Two = Tensors<[0, 0]>
type Three = Tensors<[0, 0, 0]>

export function adamStep(
  [p, m, v, gradient, stepSize]: Tensors<[0, 0, 0, 0, 0]>,
  { beta1, beta2, epsilon }: AdamAttributes,
): Three {
  const nextM = zip(p.shape, [m, gradient], (old = 0, g = 0) => beta1 * old + g)
  const nextV = zip(p.shape, [v, gradient], (old = 0, g = 0) => beta2 * old + g * g)
  const step = scalar(stepSize)
  const nextP = zip(
    p.shape,
    [p, nextM, nextV],
    (x = 0, a = 0, b = 0) => x - (step * a) / (Math.sqrt(b) + epsilon),
  )
  return [nextP, nextM, nextV]
}

export function rmspropStep(
  [p, v, gradient, stepSize]: Tensors<[0, 0, 0, 0]>,
  { rho, epsilon }: { readonly rho: number; readonly epsilon: number },
): Two {
  const nextV = zip(p.shape, [v, gradient], (old = 0, g = 0) => rho * old + g * g)
  const step = scalar(stepSize)
  return [
    zip(p.shape, [p, gradient, nextV], (x = 0, g = 0, b = 0) => x - (step * g) / Math.sqrt(b + epsilon)),
    nextV,
  ]
}

export function nadamStep(
  [p, m, v, gradient, ...scalars]: Tensors<[0, 0, 0, 0, 0, 0, 0]>,
  { beta1, beta2 }: Pick<AdamAttributes, 'beta1' | 'beta2'>,
): Three {
  const [a, b, epsilon] = scalars.map(scalar)
  const nextM = zip(p.shape, [m, gradient], (old = 0, g = 0) => beta1 * old + g)
  const nextV = zip(p.shape, [v, gradient], (old = 0, g = 0) => beta2 * old + g * g)
  const nextP = zip(
    p.shape,
    [p, nextM, nextV, gradient],
    (x = 0, mean = 0, square = 0, g = 0) =>
      x - ((a ?? 0) * mean + (b ?? 0) * g) / (Math.sqrt(square) + (epsilon ?? 0)),
  )
  return [nextP, nextM, nextV]
}

export function adamaxStep(
  [p, m, u, gradient, stepSize]: Tensors<[0, 0, 0, 0, 0]>,
  { beta1, beta2, epsilon }: AdamAttributes,
): Three {
  const nextM = zip(p.shape, [m, gradient], (old = 0, g = 0) => beta1 * old + g)
  const nextU = zip(p.shape, [u, gradient], (old = 0, g = 0) => Math.max(beta2 * old, Math.abs(g)))
  const step = scalar(stepSize)
  return [
    zip(p.shape, [p, nextM, nextU], (x = 0, a = 0, b = 0) => x - (step * a) / (b + epsilon)),
    nextM,
    nextU,
  ]
}

export function lionStep(
  [p, m, gradient, stepSize]: Tensors<[0, 0, 0, 0]>,
  { mix, beta2 }: { readonly mix: number; readonly beta2: number },
): Two {
  const step = scalar(stepSize)
  return [
    zip(p.shape, [p, m, gradient], (x = 0, old = 0, g = 0) => x - step * Math.sign(mix * old + g)),
    zip(p.shape, [m, gradient], (old = 0, g = 0) => beta2 * old + g),
  ]
}

export function momentumStep([p, m, gradient, stepSize, momentum]: Tensors<[0, 0, 0, 0, 0]>): Two {
  const nextM = velocity(m, gradient, { keep: scalar(momentum), step: scalar(stepSize) })
  return [zip(p.shape, [p, nextM], (x = 0, move = 0) => x - move), nextM]
}

export function nesterovStep([p, m, gradient, stepSize, momentum]: Tensors<[0, 0, 0, 0, 0]>): Two {
  const rates = { keep: scalar(momentum), step: scalar(stepSize) }
  const nextM = velocity(m, gradient, rates)
  const ahead = velocity(nextM, gradient, rates)
  return [zip(p.shape, [p, ahead], (x = 0, move = 0) => x - move), nextM]
}

export function sgdStep([p, gradient, stepSize]: Three): Tensors<[0]> {
  const step = scalar(stepSize)
  return [zip(p.shape, [p, gradient], (x = 0, g = 0) => x - step * g)]
}

function velocity(
  m: Tensor,
  gradient: Tensor,
  { keep, step }: { readonly keep: number; readonly step: number },
): Tensor {
  return zip(m.shape, [m, gradient], (old = 0, g = 0) => keep * old + step * g)
}

function scalar(x: Tensor): number {
  return x.values[0] ?? Number.NaN
}
