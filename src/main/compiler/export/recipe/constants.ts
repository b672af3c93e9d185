/** @file Constants that emitters have in common. */
import { attribute } from '../../backends/onnx/proto'
import type { OnnxSketch } from '../onnxSketch'
import type { FigureType } from './columnFrame'

export const TO_FLOAT = { to: attribute.int(1) }
export const TO_INTEGER = { to: attribute.int(7) }
export const TO_DOUBLE = { to: attribute.int(11) }

/** Side by side on the last axis. */
export function row(
  sketch: OnnxSketch,
  name: string,
  values: readonly number[],
  type: FigureType = 'float32',
): string {
  return type === 'float32'
    ? sketch.floats(name, [values.length], values)
    : sketch.doubles(name, [values.length], values)
}

/** One figure, for every cell. */
export function one(sketch: OnnxSketch, value: number): string {
  return sketch.floats('figure', [1], [value])
}

/** One whole number, for every cell. */
export function whole(sketch: OnnxSketch, value: number): string {
  return sketch.integers('whole', [value])
}

/** @returns a sum (or length, or largest) over the last axis, which stays with size 1. */
export function reduce(sketch: OnnxSketch, opType: string, tensor: string): string {
  return sketch.op(opType, [tensor, sketch.integers('axes', [-1])], { keepdims: attribute.int(1) })
}

/**
 * x − center for each column. A large center (a year) is not exact in float32 and its error would be divided by a small
 * scale, so what is lost of it is subtracted in a second step.
 */
export function subtract(sketch: OnnxSketch, tensor: string, centers: readonly number[]): string {
  const near = sketch.op('Sub', [tensor, row(sketch, 'center', centers)])
  const rests = centers.map((center) => center - Math.fround(center))
  return rests.every((rest) => rest === 0)
    ? near
    : sketch.op('Sub', [near, row(sketch, 'center_rest', rests)])
}
