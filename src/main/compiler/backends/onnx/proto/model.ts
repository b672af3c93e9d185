/** @file The parts of an ONNX model as plain data; `encodeModel` turns them into bytes. */

/** Element types that Fettle writes. */
export type OnnxDataType = 'float32' | 'float64' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool' | 'string'

/** Row-major values; `int64` values are safe integers, `bool` values 0 or 1. */
export type OnnxTensor =
  | {
      readonly name: string
      readonly dataType: Exclude<OnnxDataType, 'string'>
      readonly shape: readonly number[]
      readonly values: ArrayLike<number>
    }
  | {
      readonly name: string
      readonly dataType: 'string'
      readonly shape: readonly number[]
      readonly values: readonly string[]
    }

export type OnnxAttribute =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints' | 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'graph'; readonly value: OnnxGraph }

/** An empty input name stands for an optional input that is left out. */
export interface OnnxNode {
  readonly opType: string
  /** Empty or absent for the standard operators, `ai.onnx.ml` for classical machine learning. */
  readonly domain?: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
}

/** A text in a shape names a size that is known only when the model runs; null leaves all of it open. */
export interface OnnxValueInfo {
  readonly name: string
  readonly dataType: OnnxDataType
  readonly shape: readonly (number | string)[] | null
}

export interface OnnxGraph {
  readonly name: string
  readonly inputs: readonly OnnxValueInfo[]
  readonly outputs: readonly OnnxValueInfo[]
  readonly initializers: readonly OnnxTensor[]
  /** In an order in which every value is made before it is read. */
  readonly nodes: readonly OnnxNode[]
}

export interface OnnxModel {
  readonly graph: OnnxGraph
  /** Version of each operator set used; the standard one has the empty domain. */
  readonly operatorSets: Readonly<Record<string, number>>
  readonly documentation?: string
  readonly metadata?: Readonly<Record<string, string>>
}

/** Version of the standard operator set that Fettle's own nodes are written for. */
export const ONNX_OPERATOR_SET = 17

/** Shorthands for attributes. */
export const attribute = {
  int: (value: number): OnnxAttribute => ({ kind: 'int', value }),
  float: (value: number): OnnxAttribute => ({ kind: 'float', value }),
  string: (value: string): OnnxAttribute => ({ kind: 'string', value }),
  ints: (value: readonly number[]): OnnxAttribute => ({ kind: 'ints', value }),
  floats: (value: readonly number[]): OnnxAttribute => ({ kind: 'floats', value }),
  strings: (value: readonly string[]): OnnxAttribute => ({ kind: 'strings', value }),
  tensor: (value: OnnxTensor): OnnxAttribute => ({ kind: 'tensor', value }),
  graph: (value: OnnxGraph): OnnxAttribute => ({ kind: 'graph', value }),
} as const
