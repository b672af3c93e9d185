/** @file What it takes to spell an operator out: nodes, and the constants that they read. */
import type { OnnxAttribute } from './proto'

export interface NodeWriter {
  /** Appends a node with one output. @returns its name. */
  add(opType: string, inputs: readonly string[], attributes?: Record<string, OnnxAttribute>): string
  /** A float constant, a scalar unless it has a shape. */
  number(value: number, shape?: readonly number[]): string
  /** A list of constants. */
  list(dataType: 'float32' | 'int32' | 'int64', values: readonly number[]): string
  /** @returns the numbers of a constant that was made before. */
  constant(name: string): readonly number[]
}
