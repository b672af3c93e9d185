/** @file A TensorFlow graph as plain data, as much of `graph.proto`, `node_def.proto` and `attr_value.proto` as training needs. */

export type TensorFlowType = 'float32' | 'int32' | 'int64' | 'bool' | 'resource' | 'variant'

/** A size, or null where it is known only when the graph runs. */
export type TensorFlowShape = readonly (number | null)[]

export interface ConstantTensor {
  readonly dataType: 'float32' | 'int32' | 'int64' | 'bool'
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

export type NodeAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'type'; readonly value: TensorFlowType }
  | { readonly kind: 'shape'; readonly value: TensorFlowShape | null }
  | { readonly kind: 'tensor'; readonly value: ConstantTensor }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'types'; readonly value: readonly TensorFlowType[] }
  | { readonly kind: 'shapes'; readonly value: readonly TensorFlowShape[] }

/** Makers of attributes. */
export const attribute = {
  int: (value: number): NodeAttribute => ({ kind: 'int', value }),
  float: (value: number): NodeAttribute => ({ kind: 'float', value }),
  bool: (value: boolean): NodeAttribute => ({ kind: 'bool', value }),
  text: (value: string): NodeAttribute => ({ kind: 'text', value }),
  type: (value: TensorFlowType): NodeAttribute => ({ kind: 'type', value }),
  /** Null: not even the number of axes is known. */
  shape: (value: TensorFlowShape | null): NodeAttribute => ({ kind: 'shape', value }),
  tensor: (value: ConstantTensor): NodeAttribute => ({ kind: 'tensor', value }),
  ints: (value: readonly number[]): NodeAttribute => ({ kind: 'ints', value }),
  types: (value: readonly TensorFlowType[]): NodeAttribute => ({ kind: 'types', value }),
  shapes: (value: readonly TensorFlowShape[]): NodeAttribute => ({ kind: 'shapes', value }),
} as const

export type NodeAttributes = Readonly<Record<string, NodeAttribute>>

export interface NodeDef {
  readonly name: string
  readonly op: string
  /** `node` for a first output, `node:1` for a further one, `^node` for one that only has to run before. */
  readonly inputs: readonly string[]
  readonly attributes: NodeAttributes
}

/** Nodes may stand in any order. */
export interface GraphDef {
  readonly nodes: readonly NodeDef[]
}
