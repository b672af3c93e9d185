/** @file Logarithms and exponentials near their zeros, where adding 1 in float32 would lose the figure. */
import type { OnnxSketch } from '../onnxSketch'
import { one } from './constants'

/** ln(1 + x) for x ≥ 0: with u = 1 + x as it was rounded, ln(u) · x / (u − 1), or x where u is 1 (Goldberg 1991, theorem 4). */
export function emitLog1p(sketch: OnnxSketch, x: string): string {
  const [more, rest] = [sketch.op('Add', [x, one(sketch, 1)]), one(sketch, 1)]
  const grown = sketch.op('Sub', [more, rest])
  const scaled = sketch.op('Mul', [sketch.op('Log', [more]), sketch.op('Div', [x, grown])])
  const isLost = sketch.op('Equal', [grown, one(sketch, 0)])
  return sketch.op('Where', [isLost, x, scaled])
}

/** eˣ − 1 = 2 · sinh(x / 2) · e^(x / 2) */
export function emitExpm1(sketch: OnnxSketch, x: string): string {
  const half = sketch.op('Mul', [x, one(sketch, 0.5)])
  const product = sketch.op('Mul', [sketch.op('Sinh', [half]), sketch.op('Exp', [half])])
  return sketch.op('Mul', [product, one(sketch, 2)])
}
