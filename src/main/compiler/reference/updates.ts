/** @file Optimizer steps element by element; the formulas and their sources stand in optimizers/. */
import { map, zip, type Tensor } from './tensor'

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

export function momentumStep([p, m, gradient, stepSize, momentum]: Tensors<[0, 0, 0, 0, 0]>): Two {
  const keep = scalar(momentum)
  const nextM = zip(p.shape, [m, gradient], (old = 0, g = 0) => keep * old + g)
  return [zip(p.shape, [p, map(nextM, (x) => x * scalar(stepSize))], (x = 0, step = 0) => x - step), nextM]
}

export function sgdStep([p, gradient, stepSize]: Three): Tensors<[0]> {
  const step = scalar(stepSize)
  return [zip(p.shape, [p, gradient], (x = 0, g = 0) => x - step * g)]
}

function scalar(x: Tensor): number {
  return x.values[0] ?? Number.NaN
}
