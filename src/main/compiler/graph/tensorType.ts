/** @file Types of the values of a graph: an element type and a shape, in which the batch may be unknown. */

/** `int32` is for class indices; everything that is learnt or measured is `float32`. */
export type ElementType = 'float32' | 'int32'

/** A size that is known when the graph is built, or the number of rows of the batch. */
export type Dimension = number | 'batch'

export type Shape = readonly Dimension[]

export interface TensorType {
  readonly element: ElementType
  readonly shape: Shape
}

export function floats(...shape: Shape): TensorType {
  return { element: 'float32', shape }
}

export function integers(...shape: Shape): TensorType {
  return { element: 'int32', shape }
}

export function isSameShape(left: Shape, right: Shape): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis])
}

export function isSameType(left: TensorType, right: TensorType): boolean {
  return left.element === right.element && isSameShape(left.shape, right.shape)
}

/** @returns `f32[batch, 64]`, `i32[batch]`, `f32[]`. */
export function formatType(type: TensorType): string {
  return `${type.element === 'float32' ? 'f32' : 'i32'}[${type.shape.join(', ')}]`
}

/** @returns the number of elements, the batch counted as `batchSize` rows. */
export function sizeOf(shape: Shape, batchSize = 1): number {
  return shape.reduce<number>((size, dimension) => size * (dimension === 'batch' ? batchSize : dimension), 1)
}

/**
 * The shape of an element-wise result: sizes are compared from the last axis on, and a size of 1 stretches.
 * @returns null where the shapes do not fit.
 */
export function broadcastShapes(left: Shape, right: Shape): Shape | null {
  const rank = Math.max(left.length, right.length)
  const result: Dimension[] = []
  for (let axis = 1; axis <= rank; axis++) {
    const a = left.at(-axis) ?? 1
    const b = right.at(-axis) ?? 1
    if (axis <= left.length && axis <= right.length && a !== b && a !== 1 && b !== 1) return null
    result.unshift(a === 1 ? b : a)
  }
  return result
}
