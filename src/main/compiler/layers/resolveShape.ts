/** @file Which size stands behind the -1 of a target shape. */
import { sizeOf } from '../graph/tensorType'

/**
 * @param shape at most one size is -1, which takes what is left.
 * @param count elements to arrange.
 * @returns null where the elements do not fit.
 */
export function resolveShape(shape: readonly number[], count: number): readonly number[] | null {
  const known = sizeOf(shape.filter((size) => size !== -1))
  const rest = shape.includes(-1) ? Math.floor(count / known) : 1
  return rest > 0 && known * rest === count ? shape.map((size) => (size === -1 ? rest : size)) : null
}
