/** @file The inverse of the normal distribution as ONNX nodes. */
import type { OnnxSketch } from '../../onnxSketch'
import { one } from './constants'

/** The share of the distribution below a figure, and above it: near an end float32 has digits for only one of them. */
export interface Shares {
  readonly below: string
  readonly above: string
}

/** A rational function: numerator and denominator, lowest power first. */
type Rational = readonly [readonly number[], readonly number[]]

const CENTRE: Rational = [
  [3.3871327179, 50.434271938, 159.2911132, 59.10937472],
  [1, 17.895169469, 78.757757664, 67.1875636],
]
const SIDE: Rational = [
  [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  [1, 0.7370016425, 0.12021132975],
]

/** Beyond it the result is that of this share: ±5.2, as in scikit-learn. */
const LEAST_SHARE = 1e-7

/** Φ⁻¹ by algorithm AS 241 (PPND7) of Wichura (1988), to 7 digits; its far tail lies beyond the least share. */
export function emitNormalQuantile(sketch: OnnxSketch, { below, above }: Shares): string {
  const from = sketch.op('Mul', [sketch.op('Sub', [below, above]), one(sketch, 0.5)])
  const rest = sketch.op('Sub', [one(sketch, 0.180625), sketch.op('Mul', [from, from])])
  const centre = sketch.op('Mul', [from, ratio(sketch, CENTRE, rest)])
  const isCentre = sketch.op('LessOrEqual', [sketch.op('Abs', [from]), one(sketch, 0.425)])
  return sketch.op('Where', [isCentre, centre, emitSide(sketch, from, { below, above })])
}

function emitSide(sketch: OnnxSketch, from: string, { below, above }: Shares): string {
  const tail = sketch.op('Where', [sketch.op('Less', [below, above]), below, above])
  const isLeast = sketch.op('Less', [tail, one(sketch, LEAST_SHARE)])
  const kept = sketch.op('Where', [isLeast, one(sketch, LEAST_SHARE), tail])
  const root = sketch.op('Sqrt', [sketch.op('Neg', [sketch.op('Log', [kept])])])
  const size = ratio(sketch, SIDE, sketch.op('Sub', [root, one(sketch, 1.6)]))
  return sketch.op('Mul', [sketch.op('Sign', [from]), size])
}

function ratio(sketch: OnnxSketch, [above, below]: Rational, x: string): string {
  return sketch.op('Div', [polynomial(sketch, above, x), polynomial(sketch, below, x)])
}

/** By Horner's rule. */
function polynomial(sketch: OnnxSketch, factors: readonly number[], x: string): string {
  const [highest = 0, ...others] = factors.toReversed()
  return others.reduce(
    (sum, factor) => sketch.op('Add', [sketch.op('Mul', [sum, x]), one(sketch, factor)]),
    one(sketch, highest),
  )
}
