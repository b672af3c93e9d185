/** @file The power transforms as ONNX nodes. */
import type { PrimitiveOf } from '../../../../../shared/domain/primitives'
import type { OnnxSketch } from '../../onnxSketch'
import { one, row } from './constants'

/** So near to 0 the transform is its limit; nearer, e^(λz) − 1 would have no digits left. */
const LEAST_LAMBDA = 1e-8

type Settings = Pick<PrimitiveOf<'power'>, 'method' | 'lambdas'>

/**
 * Box and Cox: g(ln x, λ) for x > 0, NaN elsewhere. Yeo and Johnson: sign(x) · g(ln(1 + |x|), λ) with 2 − λ for λ below 0.
 * g(z, λ) = (e^(λz) − 1) / λ
 */
export function emitPower(sketch: OnnxSketch, x: string, { method, lambdas }: Settings): string {
  const lambda = row(sketch, 'lambda', lambdas.map(awayFromZero))
  if (method === 'boxCox') {
    const isPositive = sketch.op('Greater', [x, one(sketch, 0)])
    const inside = sketch.op('Where', [isPositive, x, one(sketch, NaN)])
    return grow(sketch, sketch.op('Log', [inside]), lambda)
  }
  const isBelow = sketch.op('Less', [x, one(sketch, 0)])
  const mirrored = lambdas.map((value) => awayFromZero(2 - value))
  const own = sketch.op('Where', [isBelow, row(sketch, 'lambda_below', mirrored), lambda])
  const grown = grow(sketch, log1p(sketch, sketch.op('Abs', [x])), own)
  return sketch.op('Mul', [sketch.op('Sign', [x]), grown])
}

/** ln(1 + x) */
export function log1p(sketch: OnnxSketch, x: string): string {
  return sketch.op('Log', [sketch.op('Add', [x, one(sketch, 1)])])
}

function grow(sketch: OnnxSketch, z: string, lambda: string): string {
  const power = sketch.op('Exp', [sketch.op('Mul', [z, lambda])])
  return sketch.op('Div', [sketch.op('Sub', [power, one(sketch, 1)]), lambda])
}

function awayFromZero(lambda: number): number {
  return Math.abs(lambda) < LEAST_LAMBDA ? LEAST_LAMBDA : lambda
}
