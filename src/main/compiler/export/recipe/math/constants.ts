/** @file Constants that emitters have in common. Figures are float64: a recipe may shrink, bend and stretch them again. */
import { attribute } from '../../../backends/onnx/proto'
import type { OnnxSketch } from '../../onnxSketch'

export const TO_FLOAT = { to: attribute.int(1) }
export const TO_INTEGER = { to: attribute.int(7) }
export const TO_DOUBLE = { to: attribute.int(11) }

/** Side by side on the last axis. */
export function row(sketch: OnnxSketch, name: string, values: readonly number[]): string {
  return sketch.doubles(name, [values.length], values)
}

/** One figure, for every cell. */
export function one(sketch: OnnxSketch, value: number): string {
  return sketch.doubles('figure', [1], [value])
}

/** One whole number, for every cell. */
export function whole(sketch: OnnxSketch, value: number): string {
  return sketch.integers('whole', [value])
}

/** @returns a sum (or length, or largest) over the last axis, which stays with size 1. */
export function reduce(sketch: OnnxSketch, opType: string, tensor: string): string {
  return sketch.op(opType, [tensor, sketch.integers('axes', [-1])], { keepdims: attribute.int(1) })
}
