/** @file What others wrote as nodes of ONNX. */
import type { Shape } from '../../graph/tensorType'
import type { Signature } from './signature'

export interface ForeignAttributes {
  /** An ONNX model in base 64: one input, one output, no weights. */
  readonly graph: string
  /** Names in it of the inputs behind the first. */
  readonly weights: readonly string[]
  /** Of the result. */
  readonly shape: Shape
  /** Numbers that a row needs at once while the nodes run. */
  readonly workNumbers: number
}

export interface ForeignSignatures {
  /** (x, weight, …) → what the nodes make of x. Nothing flows back. */
  onnxNodes: Signature<'many', ForeignAttributes>
}
